using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public class EncoderTensorsTests
{
    // What state_dict of transformers' BertModel holds without the pooler, for a vocabulary of 3, a hidden size of 2, one layer,
    // an intermediate size of 4 and 5 positions.
    [Fact]
    public void The_tensors_are_those_of_Pythons_BertModel_in_its_order() =>
        Assert.Equal(
            [
                "embeddings.word_embeddings.weight [3, 2]",
                "embeddings.position_embeddings.weight [5, 2]",
                "embeddings.token_type_embeddings.weight [2, 2]",
                "embeddings.LayerNorm.weight [2]",
                "embeddings.LayerNorm.bias [2]",
                "encoder.layer.0.attention.self.query.weight [2, 2]",
                "encoder.layer.0.attention.self.query.bias [2]",
                "encoder.layer.0.attention.self.key.weight [2, 2]",
                "encoder.layer.0.attention.self.key.bias [2]",
                "encoder.layer.0.attention.self.value.weight [2, 2]",
                "encoder.layer.0.attention.self.value.bias [2]",
                "encoder.layer.0.attention.output.dense.weight [2, 2]",
                "encoder.layer.0.attention.output.dense.bias [2]",
                "encoder.layer.0.attention.output.LayerNorm.weight [2]",
                "encoder.layer.0.attention.output.LayerNorm.bias [2]",
                "encoder.layer.0.intermediate.dense.weight [4, 2]",
                "encoder.layer.0.intermediate.dense.bias [4]",
                "encoder.layer.0.output.dense.weight [2, 4]",
                "encoder.layer.0.output.dense.bias [2]",
                "encoder.layer.0.output.LayerNorm.weight [2]",
                "encoder.layer.0.output.LayerNorm.bias [2]",
            ],
            EncoderTensors.Of(TinyCheckpoint.Configuration).Select(tensor => $"{tensor.Name} {tensor}"));

    // The same of MPNetModel, DistilBertModel and ElectraModel: what differs from BertModel.
    [Theory]
    [InlineData(
        "mpnet",
        new[] { "encoder.relative_attention_bias.weight [32, 1]" },
        new[] { "embeddings.token_type_embeddings.weight [2, 2]" })]
    [InlineData("distilbert", new string[0], new[] { "embeddings.token_type_embeddings.weight [2, 2]" })]
    [InlineData(
        "electra",
        new[]
        {
            "embeddings.word_embeddings.weight [3, 7]", "embeddings.position_embeddings.weight [5, 7]",
            "embeddings.token_type_embeddings.weight [2, 7]", "embeddings.LayerNorm.weight [7]", "embeddings.LayerNorm.bias [7]",
            "embeddings.projection.weight [2, 7]", "embeddings.projection.bias [2]",
        },
        new[]
        {
            "embeddings.word_embeddings.weight [3, 2]", "embeddings.position_embeddings.weight [5, 2]",
            "embeddings.token_type_embeddings.weight [2, 2]", "embeddings.LayerNorm.weight [2]", "embeddings.LayerNorm.bias [2]",
        })]
    public void A_family_adds_and_lacks_tensors(string modelType, string[] added, string[] lacking)
    {
        var bert = EncoderTensors.Of(TinyCheckpoint.Configuration).Select(tensor => $"{tensor.Name} {tensor}").ToArray();
        var found = EncoderTensors.Of(Tiny(modelType)).Select(tensor => $"{tensor.Name} {tensor}").ToArray();

        Assert.Equal(added.Order(), found.Except(bert).Order());
        Assert.Equal(lacking.Order(), bert.Except(found).Order());
    }

    [Fact]
    public void An_electra_of_one_size_projects_nothing() =>
        Assert.Equal(
            EncoderTensors.Of(TinyCheckpoint.Configuration).Select(tensor => $"{tensor.Name} {tensor}"),
            EncoderTensors.Of(Tiny("electra") with { EmbeddingSize = 2 }).Select(tensor => $"{tensor.Name} {tensor}"));

    [Fact]
    public void Modernbert_has_no_biases_and_no_first_norm() =>
        Assert.Equal(
            [
                "embeddings.tok_embeddings.weight [3, 2]",
                "embeddings.norm.weight [2]",
                "layers.0.attn.Wqkv.weight [6, 2]",
                "layers.0.attn.Wo.weight [2, 2]",
                "layers.0.mlp_norm.weight [2]",
                "layers.0.mlp.Wi.weight [8, 2]",
                "layers.0.mlp.Wo.weight [2, 4]",
                "final_norm.weight [2]",
            ],
            EncoderTensors.Of(Tiny("modernbert"))
                .Select(tensor => $"{FamilyNames.ToStored("modernbert", tensor.Name)} {tensor}"));

    [Fact]
    public void Modernberts_biases_are_its_configurations()
    {
        var modern = new ModernBertConfiguration { GlobalLayers = [true, true], AttentionBias = true, NormBias = true };
        var configuration = Tiny("modernbert") with { Layers = 2, ModernBert = modern };
        var found = EncoderTensors.Of(configuration).Select(tensor => tensor.Name).ToArray();

        Assert.Contains("encoder.layer.1.attention.LayerNorm.bias", found);
        Assert.Contains("encoder.layer.1.attention.self.qkv.bias", found);
        Assert.Contains("encoder.LayerNorm.bias", found);
        Assert.DoesNotContain("encoder.layer.1.intermediate.dense.bias", found);
        Assert.DoesNotContain("encoder.layer.0.attention.LayerNorm.weight", found);
    }

    [Fact]
    public void Bert_base_has_197_tensors_besides_its_pooler()
    {
        var configuration = TinyCheckpoint.Configuration with { Layers = 12 };

        Assert.Equal(197, EncoderTensors.Of(configuration).Count);
        Assert.Equal("encoder.layer.11.output.LayerNorm.bias", EncoderTensors.Of(configuration)[^1].Name);
    }

    private static EncoderConfiguration Tiny(string modelType)
    {
        var (bert, defaults) = (TinyCheckpoint.Configuration, EncoderFamily.Of(modelType).Defaults);
        return defaults with
        {
            VocabularySize = bert.VocabularySize,
            HiddenSize = bert.HiddenSize,
            Layers = bert.Layers,
            Heads = bert.Heads,
            IntermediateSize = bert.IntermediateSize,
            MaximumPositions = bert.MaximumPositions,
            EmbeddingSize = defaults.EmbeddingSize is null ? null : 7,
            ModernBert = defaults.ModernBert is null ? null : new ModernBertConfiguration { GlobalLayers = [true] },
        };
    }
}
