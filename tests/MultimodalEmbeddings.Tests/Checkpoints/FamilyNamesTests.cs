using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public class FamilyNamesTests
{
    public static IEnumerable<TheoryDataRow<string>> ModelTypes() => RandomConfiguration.ModelTypes();

    [Theory]
    [InlineData("bert", "encoder.layer.3.output.dense.bias", "encoder.layer.3.output.dense.bias")]
    [InlineData("xlm-roberta", "encoder.layer.3.output.dense.bias", "encoder.layer.3.output.dense.bias")]
    [InlineData("distilbert", "encoder.layer.11.attention.self.key.weight", "transformer.layer.11.attention.k_lin.weight")]
    [InlineData("distilbert", "encoder.layer.0.attention.output.LayerNorm.bias", "transformer.layer.0.sa_layer_norm.bias")]
    [InlineData("distilbert", "encoder.layer.0.output.LayerNorm.weight", "transformer.layer.0.output_layer_norm.weight")]
    [InlineData("distilbert", "embeddings.LayerNorm.weight", "embeddings.LayerNorm.weight")]
    [InlineData("mpnet", "encoder.layer.2.attention.output.dense.weight", "encoder.layer.2.attention.attn.o.weight")]
    [InlineData("mpnet", "encoder.layer.2.attention.output.LayerNorm.bias", "encoder.layer.2.attention.LayerNorm.bias")]
    [InlineData("mpnet", "encoder.layer.2.output.LayerNorm.bias", "encoder.layer.2.output.LayerNorm.bias")]
    [InlineData("mpnet", "encoder.relative_attention_bias.weight", "encoder.relative_attention_bias.weight")]
    [InlineData("electra", "embeddings.projection.weight", "embeddings_project.weight")]
    [InlineData("modernbert", "embeddings.word_embeddings.weight", "embeddings.tok_embeddings.weight")]
    [InlineData("modernbert", "encoder.layer.21.attention.self.qkv.weight", "layers.21.attn.Wqkv.weight")]
    [InlineData("modernbert", "encoder.layer.1.attention.LayerNorm.weight", "layers.1.attn_norm.weight")]
    [InlineData("modernbert", "encoder.LayerNorm.weight", "final_norm.weight")]
    [InlineData("modernbert", "pooler.dense.weight", "pooler.dense.weight")]
    public void A_name_has_its_familys_form_in_a_file(string modelType, string canonical, string stored)
    {
        Assert.Equal(stored, FamilyNames.ToStored(modelType, canonical));
        Assert.Equal(canonical, FamilyNames.ToCanonical(modelType, stored));
    }

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Both_directions_are_inverse_over_all_tensors_of_a_family(string modelType)
    {
        var random = new Random(20250801);
        for (var round = 0; round < 20; round++)
        {
            var tensors = EncoderTensors.Of(RandomConfiguration.Draw(modelType, random));
            string[] names = [.. tensors.Select(tensor => tensor.Name), "pooler.dense.weight", "pooler.dense.bias"];
            string[] stored = [.. names.Select(name => FamilyNames.ToStored(modelType, name))];

            Assert.Equal(names.Length, stored.Distinct().Count());
            Assert.Equal(names, stored.Select(name => FamilyNames.ToCanonical(modelType, name)));
        }
    }

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Whatever_a_file_calls_its_tensors_has_a_name(string modelType)
    {
        string[] strange =
        [
            "", ".", "weight", ".weight", "layers.", "layers.0", "layers.0.", "layers..weight", "transformer.layer.x",
            "encoder.layer.5.", "encoder.layer.0.weight", "vocab_transform.weight", "cls.predictions.bias",
        ];

        Assert.All(
            strange, name => Assert.Equal(name, FamilyNames.ToStored(modelType, FamilyNames.ToCanonical(modelType, name))));
    }

    [Theory]
    [InlineData("roberta", "roberta.")]
    [InlineData("xlm-roberta", "roberta.")]
    [InlineData("distilbert", "distilbert.")]
    [InlineData("modernbert", "model.")]
    public void Files_with_a_head_have_a_prefix(string modelType, string prefix) =>
        Assert.Equal(prefix, FamilyNames.Prefix(modelType));
}
