using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class ModernBertConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("config.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Both_spellings_say_the_same()
    {
        var older = Read(
            """
            {"model_type": "modernbert", "num_hidden_layers": 4, "global_attn_every_n_layers": 2, "global_rope_theta": 500.0,
             "local_rope_theta": 50, "norm_eps": 0.001, "norm_bias": true, "attention_bias": true, "mlp_bias": true,
             "hidden_activation": "silu", "attention_dropout": 0.1, "mlp_dropout": 0.2, "embedding_dropout": 0.3,
             "local_attention": 10}
            """);
        var newer = Read(
            """
            {"model_type": "modernbert", "num_hidden_layers": 4, "norm_eps": 0.001, "norm_bias": true, "attention_bias": true,
             "layer_types": ["full_attention", "sliding_attention", "full_attention", "sliding_attention"], "mlp_bias": true,
             "rope_parameters":
               {"full_attention": {"rope_type": "default", "rope_theta": 500.0}, "sliding_attention": {"rope_theta": 50}},
             "hidden_activation": "silu", "attention_dropout": 0.1, "mlp_dropout": 0.2, "embedding_dropout": 0.3,
             "local_attention": 10, "global_attn_every_n_layers": 3, "global_rope_theta": 7.0}
            """);

        Assert.Equal(older, newer);
        Assert.Equal(older.GetHashCode(), newer.GetHashCode());
        Assert.Equal(
            new ModernBertConfiguration
            {
                GlobalLayers = [true, false, true, false],
                LocalAttention = 10,
                GlobalTheta = 500,
                LocalTheta = 50,
                AttentionBias = true,
                FeedForwardBias = true,
                NormBias = true,
                EmbeddingDropout = 0.3,
                FeedForwardDropout = 0.2,
            },
            newer.ModernBert);
        Assert.Equal((0.001, 0.1, "silu"), (newer.LayerNormEpsilon, newer.AttentionDropout, newer.Activation));
    }

    // Releases of transformers before 5 know the older spelling alone.
    [Theory]
    [InlineData(new[] { true, false, false, true, false }, 3)]
    [InlineData(new[] { true, true, true }, 1)]
    [InlineData(new[] { true, false, false }, 3)]
    [InlineData(new[] { true }, 1)]
    [InlineData(new[] { false, true, false }, null)]
    [InlineData(new[] { true, false, true, true }, null)]
    public void Layers_are_written_in_both_spellings_where_both_can_say_it(bool[] layers, int? everyNth)
    {
        var modern = new ModernBertConfiguration { GlobalLayers = layers, GlobalTheta = 99 };
        (EncoderFamily.Of("modernbert").Defaults with { Layers = layers.Length, ModernBert = modern }).Write(Path);

        using var json = JsonDocument.Parse(File.ReadAllBytes(Path));
        Assert.Equal(
            layers,
            json.RootElement.GetProperty("layer_types").EnumerateArray().Select(type => type.GetString() == "full_attention"));
        Assert.Equal(everyNth is not null, json.RootElement.TryGetProperty("global_attn_every_n_layers", out var found));
        Assert.Equal(everyNth ?? 0, everyNth is null ? 0 : found.GetInt32());
        Assert.Equal("99.0", json.RootElement.GetProperty("global_rope_theta").GetRawText());
    }

    [Theory]
    [InlineData("""{"layer_types": ["full_attention"]}""", "1 entries; expected one for each of 22 layers.")]
    [InlineData("""{"layer_types": ["chunked_attention"]}""", "the layer type chunked_attention in layer_types")]
    [InlineData("""{"layer_types": [1]}""", "holds 1 under layer_types; expected text.")]
    [InlineData("""{"layer_types": {}}""", "holds {} under layer_types; expected a list.")]
    [InlineData("""{"num_hidden_layers": 2000000000}""", "is 2000000000; expected 1 to 1024.")]
    [InlineData("""{"global_attn_every_n_layers": 0}""", "global_attn_every_n_layers; expected 1 or more.")]
    [InlineData("""{"local_attention": -5}""", "local_attention is -5; expected 1 to")]
    [InlineData("""{"global_rope_theta": 0}""", "rope_theta of full_attention is 0; expected 1 to")]
    [InlineData("""{"num_attention_heads": 256}""", "an odd size, which rotary embeddings cannot halve")]
    [InlineData("""{"mlp_bias": "yes"}""", "holds \"yes\" under mlp_bias; expected true or false.")]
    [InlineData("""{"mlp_dropout": 1}""", "mlp_dropout is 1; expected 0 or more, less than 1.")]
    [InlineData("""{"intermediate_size": 40000}""", "is 40000; expected 1 to 32768.")]
    [InlineData("""{"rope_scaling": {"type": "linear", "factor": 2}}""", "asks for rope_scaling")]
    [InlineData("""{"rope_parameters": {"rope_theta": 1e4}}""", "has rope_theta in rope_parameters")]
    [InlineData("""{"rope_parameters": 3}""", "holds 3 under rope_parameters; expected an object.")]
    [InlineData(
        """{"rope_parameters": {"full_attention": {"rope_type": "yarn"}}}""",
        "the rope_type yarn in rope_parameters.full_attention, which is not supported; default is.")]
    public void What_cannot_be_loaded_is_refused_by_name(string settings, string fault)
    {
        var error = Assert.Throws<CheckpointException>(() => Read("""{"model_type": "modernbert", """ + settings[1..]));

        Assert.Equal(Path, error.FilePath);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_equal_layers_make_equal_settings_of_modernbert()
    {
        var settings = new ModernBertConfiguration { GlobalLayers = [true, false] };

        Assert.Equal(settings, settings with { GlobalLayers = new List<bool> { true, false } });
        Assert.NotEqual(settings, settings with { GlobalLayers = [true, true] });
        Assert.NotEqual(settings, settings with { GlobalLayers = [true] });
        Assert.NotEqual(settings, settings with { LocalTheta = 2 });
        Assert.NotEqual(settings, settings with { NormBias = true });
        Assert.NotEqual(settings, settings with { FeedForwardDropout = 0.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => ModernBertConfiguration.EveryNth(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModernBertConfiguration.EveryNth(0, 3));
    }

    private EncoderConfiguration Read(string json)
    {
        File.WriteAllText(Path, json);
        return EncoderConfiguration.Read(Path);
    }
}
