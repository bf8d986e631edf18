using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class EncoderConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bert_has_the_defaults_of_Hugging_Face() =>
        Assert.Equal(
            new EncoderConfiguration
            {
                ModelType = "bert",
                VocabularySize = 30522,
                HiddenSize = 768,
                Layers = 12,
                Heads = 12,
                IntermediateSize = 3072,
                MaximumPositions = 512,
                TokenTypes = 2,
                PaddingId = 0,
                LayerNormEpsilon = 1e-12,
                HiddenDropout = 0.1,
                AttentionDropout = 0.1,
                InitializerRange = 0.02,
                Activation = "gelu",
            },
            Read("""{"model_type": "bert"}"""));

    [Fact]
    public void Roberta_differs_from_Bert_in_vocabulary_and_padding() =>
        Assert.Equal(
            Read("""{"model_type": "bert"}""") with { ModelType = "roberta", VocabularySize = 50265, PaddingId = 1 },
            Read("""{"model_type": "roberta"}"""));

    [Fact]
    public void Random_configurations_come_back_as_they_were_written()
    {
        var random = new Random(20250702);
        for (var round = 0; round < 50; round++)
        {
            var configuration = RandomConfiguration(random);

            configuration.Write(Path);

            Assert.Equal(configuration, EncoderConfiguration.Read(Path));
        }
    }

    [Theory]
    [InlineData("bert", "BertModel")]
    [InlineData("roberta", "RobertaModel")]
    public void A_written_file_names_the_model_that_Python_builds(string modelType, string architecture)
    {
        (TinyCheckpoint.Configuration with { ModelType = modelType }).Write(Path);

        using var json = JsonDocument.Parse(File.ReadAllBytes(Path));
        Assert.Equal(architecture, Assert.Single(json.RootElement.GetProperty("architectures").EnumerateArray()).GetString());
        Assert.Equal("absolute", json.RootElement.GetProperty("position_embedding_type").GetString());
        Assert.Equal(3, json.RootElement.GetProperty("vocab_size").GetInt32());
    }

    [Theory]
    [InlineData("""{}""", "lacks model_type")]
    [InlineData("""[]""", "where an object is expected")]
    [InlineData("""{"model_type": "mpnet"}""", "has the model_type mpnet, which is not supported yet; bert and roberta are.")]
    [InlineData("""{"model_type": "\ud800"}""", "half a surrogate pair")]
    [InlineData("""{"model_type": "bert", "\ud800": 1}""", "")]
    [InlineData("""{"model_type": "bert", "position_embedding_type": "relative_key"}""", "relative_key, which is not supported")]
    [InlineData("""{"model_type": "bert", "is_decoder": true}""", "is_decoder")]
    [InlineData("""{"model_type": "bert", "hidden_size": 768, "hidden_size": 768}""", "is not valid JSON")]
    [InlineData("""{"model_type": "bert", "hidden_size": "768"}""", "holds \"768\" under hidden_size; expected an integer")]
    [InlineData("""{"model_type": "bert", "hidden_size": null}""", "holds null under hidden_size")]
    [InlineData("""{"model_type": "bert", "hidden_size": 1e3}""", "hidden_size")]
    [InlineData("""{"model_type": "bert", "layer_norm_eps": 1e999}""", "expected a finite number")]
    [InlineData("""{"model_type": "bert", "num_attention_heads": 7}""", "768 cannot be split over 7 attention heads.")]
    [InlineData("""{"model_type": "bert", "num_hidden_layers": 0}""", "num_hidden_layers is 0; expected 1 to 1024.")]
    [InlineData("""{"model_type": "bert", "vocab_size": 2147483647}""", "more than 2^31 - 1")]
    [InlineData("""{"model_type": "bert", "pad_token_id": 30522}""", "expected an id of the vocabulary, 0 to 30521.")]
    [InlineData("""{"model_type": "roberta", "max_position_embeddings": 2}""", "leaves no position after pad_token_id 1.")]
    [InlineData("""{"model_type": "bert", "hidden_dropout_prob": 1}""", "is 1; expected 0 or more, less than 1.")]
    [InlineData("""{"model_type": "bert", "hidden_act": "swish"}""", "swish is not supported; gelu, gelu_new, relu, tanh are.")]
    [InlineData("""{"model_type": "bert", "hidden_act": 3}""", "holds 3 under hidden_act; expected text.")]
    public void What_cannot_be_loaded_is_refused_by_name(string json, string fault)
    {
        var error = Assert.Throws<CheckpointException>(() => Read(json));

        Assert.Equal(Path, error.FilePath);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_a_configuration_are_named_at_once()
    {
        var configuration =
            TinyCheckpoint.Configuration with { Heads = 0, LayerNormEpsilon = double.NaN, AttentionDropout = -0.5 };

        var error = Assert.Throws<ArgumentException>(() => configuration.Write(Path));

        Assert.Equal(
            "The configuration does not describe an encoder: num_attention_heads is 0; expected 1 to 16384."
            + " layer_norm_eps is NaN; expected more than 0, at most 1."
            + " attention_probs_dropout_prob is -0.5; expected 0 or more, less than 1.",
            error.Message);
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        File.WriteAllBytes(Path, [0xef, 0xbb, 0xbf, .. """{"model_type": "bert"}"""u8]);

        Assert.Equal(768, EncoderConfiguration.Read(Path).HiddenSize);
    }

    private string Path => _folder.File("config.json");

    private static EncoderConfiguration RandomConfiguration(Random random)
    {
        var heads = random.Next(1, 17);
        return new EncoderConfiguration
        {
            ModelType = random.Next(2) == 0 ? "bert" : "roberta",
            VocabularySize = random.Next(10, 100_000),
            HiddenSize = heads * random.Next(1, 65),
            Layers = random.Next(1, 49),
            Heads = heads,
            IntermediateSize = random.Next(1, 5000),
            MaximumPositions = random.Next(12, 1000),
            TokenTypes = random.Next(1, 4),
            PaddingId = random.Next(10),
            LayerNormEpsilon = Math.Pow(10, -random.Next(13)),
            HiddenDropout = random.NextDouble(),
            AttentionDropout = random.NextDouble(),
            InitializerRange = random.NextDouble(),
            Activation = new[] { "gelu", "gelu_new", "relu", "tanh" }[random.Next(4)],
        };
    }

    private EncoderConfiguration Read(string json)
    {
        File.WriteAllText(Path, json);
        return EncoderConfiguration.Read(Path);
    }
}
