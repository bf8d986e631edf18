using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public class EncoderTensorsTests
{
    // What state_dict of transformers' BertModel holds without the pooler, for a vocabulary of 3, a hidden size of 2, one layer, an
    // intermediate size of 4 and 5 positions.
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

    [Fact]
    public void Bert_base_has_197_tensors_besides_its_pooler()
    {
        var configuration = TinyCheckpoint.Configuration with { Layers = 12 };

        Assert.Equal(197, EncoderTensors.Of(configuration).Count);
        Assert.Equal("encoder.layer.11.output.LayerNorm.bias", EncoderTensors.Of(configuration)[^1].Name);
    }
}
