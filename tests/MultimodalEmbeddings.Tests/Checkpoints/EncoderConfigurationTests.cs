using System.Text.Json;
using System.Text.Json.Nodes;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class EncoderConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<TheoryDataRow<string>> ModelTypes() => RandomConfiguration.ModelTypes();

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

    // Roberta's, DistilBert's, MPNet's, Electra's and ModernBert's configuration classes, where they differ from Bert's.
    [Fact]
    public void Each_family_has_the_defaults_of_Hugging_Face()
    {
        var bert = Read("""{"model_type": "bert"}""");

        Assert.Equal(bert with { ModelType = "xlm-roberta", PaddingId = 1 }, Read("""{"model_type": "xlm-roberta"}"""));
        Assert.Equal(
            bert with { ModelType = "distilbert", Layers = 6, TokenTypes = 0 }, Read("""{"model_type": "distilbert"}"""));
        Assert.Equal(
            bert with
            {
                ModelType = "mpnet",
                VocabularySize = 30527,
                TokenTypes = 0,
                RelativePositionBuckets = 32,
                PaddingId = 1,
            },
            Read("""{"model_type": "mpnet"}"""));
        Assert.Equal(
            bert with { ModelType = "electra", EmbeddingSize = 128, HiddenSize = 256, Heads = 4, IntermediateSize = 1024 },
            Read("""{"model_type": "electra"}"""));
        Assert.Equal(
            bert with
            {
                ModelType = "modernbert",
                VocabularySize = 50368,
                Layers = 22,
                IntermediateSize = 1152,
                MaximumPositions = 8192,
                TokenTypes = 0,
                PaddingId = 50283,
                LayerNormEpsilon = 1e-5,
                HiddenDropout = 0,
                AttentionDropout = 0,
                ModernBert = new ModernBertConfiguration
                {
                    GlobalLayers =
                        [.. Enumerable.Range(0, 22).Select(layer => layer is 0 or 3 or 6 or 9 or 12 or 15 or 18 or 21)],
                    LocalAttention = 128,
                    GlobalTheta = 160_000,
                    LocalTheta = 10_000,
                },
            },
            Read("""{"model_type": "modernbert"}"""));
    }

    [Fact]
    public void Distilbert_has_keys_of_its_own()
    {
        var read = Read(
            """
            {"model_type": "distilbert", "dim": 24, "n_layers": 3, "n_heads": 6, "hidden_dim": 50, "dropout": 0.2,
             "attention_dropout": 0.3, "activation": "relu", "layer_norm_eps": 0.5, "type_vocab_size": 7}
            """);

        Assert.Equal((24, 3, 6, 50), (read.HiddenSize, read.Layers, read.Heads, read.IntermediateSize));
        Assert.Equal((0.2, 0.3, "relu"), (read.HiddenDropout, read.AttentionDropout, read.Activation));
        Assert.Equal((1e-12, 0), (read.LayerNormEpsilon, read.TokenTypes));
        Assert.Equal(read, Read(
            """
            {"model_type": "distilbert", "hidden_size": 24, "num_hidden_layers": 3, "num_attention_heads": 6, "hidden_dim": 50,
             "dropout": 0.2, "attention_dropout": 0.3, "activation": "relu", "sinusoidal_pos_embds": true}
            """));
    }

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Random_configurations_come_back_as_they_were_written(string modelType)
    {
        var random = new Random(20250702);
        for (var round = 0; round < 50; round++)
        {
            var configuration = RandomConfiguration.Draw(modelType, random);

            configuration.Write(Path);

            Assert.Equal(configuration, EncoderConfiguration.Read(Path));
        }
    }

    [Theory]
    [InlineData("bert", "BertModel")]
    [InlineData("roberta", "RobertaModel")]
    [InlineData("xlm-roberta", "XLMRobertaModel")]
    [InlineData("distilbert", "DistilBertModel")]
    [InlineData("mpnet", "MPNetModel")]
    [InlineData("electra", "ElectraModel")]
    [InlineData("modernbert", "ModernBertModel")]
    public void A_written_file_names_the_model_that_Python_builds(string modelType, string architecture)
    {
        RandomConfiguration.Draw(modelType, new Random(1)).Write(Path);

        using var json = JsonDocument.Parse(File.ReadAllBytes(Path));
        Assert.Equal(architecture, Assert.Single(json.RootElement.GetProperty("architectures").EnumerateArray()).GetString());
        Assert.Equal(modelType, json.RootElement.GetProperty("model_type").GetString());
    }

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void A_real_number_is_written_as_Python_writes_it(string modelType)
    {
        (RandomConfiguration.Draw(modelType, new Random(1)) with { InitializerRange = 1, AttentionDropout = 0 }).Write(Path);

        using var json = JsonDocument.Parse(File.ReadAllBytes(Path));
        Assert.Equal("1.0", json.RootElement.GetProperty("initializer_range").GetRawText());
        Assert.Equal("0.0", json.RootElement.GetProperty(EncoderFamily.Of(modelType).Keys.AttentionDropout).GetRawText());
    }

    [Theory]
    [InlineData("""{}""", "lacks model_type")]
    [InlineData("""[]""", "where an object is expected")]
    [InlineData(
        """{"model_type": "deberta-v2"}""",
        "deberta-v2, which is not supported; bert, roberta, xlm-roberta, distilbert, mpnet, electra, modernbert are.")]
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
    [InlineData(
        """{"model_type": "bert", "hidden_act": "mish"}""",
        "mish is not supported; gelu, gelu_python, gelu_new, gelu_fast, gelu_pytorch_tanh, quick_gelu, relu, silu, swish, tanh")]
    [InlineData("""{"model_type": "bert", "hidden_act": 3}""", "holds 3 under hidden_act; expected text.")]
    [InlineData("""{"model_type": "bert", "pruned_heads": {"0": [1]}}""", "pruned_heads")]
    [InlineData("""{"model_type": "electra", "position_embedding_type": "relative_key_query"}""", "relative_key_query")]
    [InlineData("""{"model_type": "electra", "embedding_size": 0}""", "embedding_size is 0; expected 1 to 16384.")]
    [InlineData("""{"model_type": "distilbert", "n_heads": 7}""", "dim 768 cannot be split over 7 attention heads.")]
    [InlineData("""{"model_type": "distilbert", "dim": "768"}""", "holds \"768\" under dim; expected an integer")]
    [InlineData("""{"model_type": "mpnet", "relative_attention_num_buckets": 31}""", "is 31; expected 32 to 65536.")]
    [InlineData("""{"model_type": "mpnet", "pad_token_id": 0}""", "pad_token_id is 0; expected 1, from which mpnet counts")]
    [InlineData("""{"model_type": "xlm-roberta", "max_position_embeddings": 2}""", "leaves no position after pad_token_id 1.")]
    public void What_cannot_be_loaded_is_refused_by_name(string json, string fault)
    {
        var error = Assert.Throws<CheckpointException>(() => Read(json));

        Assert.Equal(Path, error.FilePath);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Whatever_stands_under_a_key_is_read_or_refused(string modelType)
    {
        string[] values =
        [
            "null", "true", "-1", "0", "1", "2147483647", "1e30", "1e-400", "0.5", "\"x\"", "\"full_attention\"", "[]", "[null]",
            "[[1]]", "{}", "{\"full_attention\": 1}", "{\"full_attention\": {\"rope_theta\": \"x\"}}", "{\"0\": [1]}",
        ];
        RandomConfiguration.Draw(modelType, new Random(1)).Write(Path);
        var sound = JsonNode.Parse(File.ReadAllBytes(Path))!.AsObject();
        string[] others = ["rope_scaling", "pruned_heads", "is_decoder", "position_embedding_type"];
        string[] keys = [.. sound.Select(field => field.Key).Union(others)];
        var refused = 0;

        foreach (var (key, value) in keys.SelectMany(key => values.Select(value => (key, value))))
        {
            var changed = sound.DeepClone().AsObject();
            changed[key] = JsonNode.Parse(value);
            var error = Record.Exception(() => Read(changed.ToJsonString()));
            Assert.True(error is null or CheckpointException, $"{key}: {value}: {error}");
            refused += error is null ? 0 : 1;
        }

        Assert.InRange(refused, keys.Length, (keys.Length * values.Length) - 1);
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

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void A_setting_that_a_family_lacks_has_one_value(string modelType)
    {
        var (sound, keys) = (RandomConfiguration.Draw(modelType, new Random(1)), EncoderFamily.Of(modelType).Keys);

        Assert.Equal(keys.TokenTypes is null, IsRefused(sound with { TokenTypes = 2 }));
        Assert.Equal(keys.EmbeddingSize is null, IsRefused(sound with { EmbeddingSize = 8 }));
        Assert.Equal(keys.RelativePositionBuckets is null, IsRefused(sound with { RelativePositionBuckets = 32 }));
        Assert.Equal(keys.LayerNormEpsilon is null, IsRefused(sound with { LayerNormEpsilon = 0.25 }));
        Assert.Equal(keys.HiddenDropout is null, IsRefused(sound with { HiddenDropout = 0.25 }));
        Assert.Equal(
            modelType != "modernbert",
            IsRefused(sound with { ModernBert = new ModernBertConfiguration { GlobalLayers = new bool[sound.Layers] } }));
        Assert.True(modelType != "modernbert" || IsRefused(sound with { ModernBert = null }));
    }

    [Fact]
    public void A_setting_that_a_family_lacks_is_refused_by_name()
    {
        var sound = RandomConfiguration.Draw("mpnet", new Random(1));

        var error = Assert.Throws<ArgumentException>(() => (sound with { TokenTypes = 2 }).Validate());

        Assert.Contains("TokenTypes is 2; mpnet has no such setting, so 0 is expected.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        File.WriteAllBytes(Path, [0xef, 0xbb, 0xbf, .. """{"model_type": "bert"}"""u8]);

        Assert.Equal(768, EncoderConfiguration.Read(Path).HiddenSize);
    }

    private string Path => _folder.File("config.json");

    private static bool IsRefused(EncoderConfiguration configuration) =>
        Record.Exception(configuration.Validate) switch
        {
            null => false,
            ArgumentException => true,
            var other => throw other,
        };

    private EncoderConfiguration Read(string json)
    {
        File.WriteAllText(Path, json);
        return EncoderConfiguration.Read(Path);
    }
}
