using MultimodalEmbeddings.Checkpoints;
using static MultimodalEmbeddings.Checkpoints.EncoderConfigurationRules;

namespace MultimodalEmbeddings.Vision;

/// <summary>The sizes and settings that ViT and both towers of CLIP have, by the keys of their <c>config.json</c>.</summary>
/// <param name="Hidden"><c>hidden_size</c>: components of a hidden state.</param>
/// <param name="Layers"><c>num_hidden_layers</c>.</param>
/// <param name="Heads"><c>num_attention_heads</c>.</param>
/// <param name="Intermediate"><c>intermediate_size</c>: components between the products of the feed-forward part.</param>
/// <param name="Epsilon"><c>layer_norm_eps</c>.</param>
/// <param name="Activation"><c>hidden_act</c>.</param>
internal sealed record TransformerSizes(
    int Hidden, int Layers, int Heads, int Intermediate, double Epsilon, string Activation)
{
    /// <summary>The largest number of components, of any kind: those of a hidden state, or behind a dense layer.</summary>
    public const int LargestHidden = 1 << 14;

    private const int LargestIntermediate = 1 << 16;

    /// <summary>Where a ViT's file says nothing: ViT-B (Dosovitskiy et al. 2021, table 1).</summary>
    public static readonly TransformerSizes Vit = new(768, 12, 12, 3072, 1e-12, "gelu");

    /// <summary>Where the file says nothing of CLIP's vision tower.</summary>
    public static readonly TransformerSizes ClipVision = new(768, 12, 12, 3072, 1e-5, "quick_gelu");

    /// <summary>Where the file says nothing of CLIP's text tower.</summary>
    public static readonly TransformerSizes ClipText = new(512, 12, 8, 2048, 1e-5, "quick_gelu");

    /// <exception cref="CheckpointException">A value is of the wrong type, out of range or not supported.</exception>
    public static TransformerSizes Read(JsonFields fields, TransformerSizes absent)
    {
        if (fields.Object("pruned_heads")?.Keys.Any() == true)
        {
            fields.Refuse("has layers without some of their heads (pruned_heads), which is not supported; all heads are needed.");
        }

        var sizes = new TransformerSizes(
            fields.Integer("hidden_size", absent.Hidden),
            fields.Integer("num_hidden_layers", absent.Layers),
            fields.Integer("num_attention_heads", absent.Heads),
            fields.Integer("intermediate_size", absent.Intermediate),
            fields.Number("layer_norm_eps", absent.Epsilon),
            fields.Text("hidden_act") ?? absent.Activation);
        Require(fields, sizes.Faults());
        return sizes;
    }

    /// <exception cref="CheckpointException">There is a fault; the message says every one.</exception>
    public static void Require(JsonFields fields, IEnumerable<string> faults)
    {
        var all = string.Join(" ", faults);
        if (all.Length > 0)
        {
            fields.Refuse($"does not describe a network that can be loaded: {all}");
        }
    }

    /// <summary>A sentence, unless an activation is one of those that are computed.</summary>
    public static string? ActivationFault(string key, string activation) => Unless(
        Activations.Contains(activation),
        $"{key} {activation} is not supported; {string.Join(", ", Activations)} are.");

    private IEnumerable<string> Faults() => Sentences(
        Range("hidden_size", Hidden, LargestHidden),
        Unless(AllowsLayers(Layers), $"num_hidden_layers is {Layers}; expected 1 to 1024."),
        Range("num_attention_heads", Heads, LargestHidden),
        Range("intermediate_size", Intermediate, LargestIntermediate),
        Unless(
            Heads < 1 || Hidden % Heads == 0, $"hidden_size {Hidden} cannot be split over {Heads} attention heads."),
        Unless(Epsilon is > 0 and <= 1, $"layer_norm_eps is {Epsilon}; expected more than 0, at most 1."),
        ActivationFault("hidden_act", Activation));
}
