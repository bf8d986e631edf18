using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>What a <c>config.json</c> says of one tower of CLIP, which may be that of both or of this one alone.</summary>
/// <param name="Fields">What it says of the tower.</param>
/// <param name="Projected">
/// <c>projection_dim</c>: the number of components in the space that both towers share. Of a CLIP it is at the top of the file;
/// those inside the towers' settings do not count.
/// </param>
internal sealed record ClipConfiguration(JsonFields Fields, int Projected)
{
    // What the first files say twice, and this library reads.
    private static readonly string[] Keys =
    [
        "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "layer_norm_eps", "hidden_act",
        "image_size", "patch_size", "num_channels", "vocab_size", "max_position_embeddings", "eos_token_id",
    ];

    /// <param name="root">The file.</param>
    /// <param name="tower">"vision" or "text".</param>
    /// <exception cref="CheckpointException">The file is that of another model, or contradicts itself.</exception>
    public static ClipConfiguration Of(JsonFields root, string tower)
    {
        var ownType = $"clip_{tower}_model";
        NetworkConfiguration.RequireType(root, "clip", ownType);
        var projected = root.Integer("projection_dim", 512);
        TransformerSizes.Require(root, EncoderConfigurationRules.Sentences(
            EncoderConfigurationRules.Range("projection_dim", projected, TransformerSizes.LargestHidden)));
        return new ClipConfiguration(root.Text("model_type") == ownType ? root : Tower(root, tower), projected);
    }

    private static JsonFields Tower(JsonFields root, string tower)
    {
        var (key, olderKey) = ($"{tower}_config", $"{tower}_config_dict");
        var (fields, older) = (root.Object(key), root.Object(olderKey));
        if (fields is null && older is null)
        {
            root.Refuse($"lacks {key}, which holds the sizes of CLIP's {tower} tower.");
        }

        // transformers lets the older one count, and fills what it lacks by its defaults; real files say the same twice.
        var other = Keys.FirstOrDefault(it => fields is not null && older is not null && Differs(fields, older, it));
        if (other is not null)
        {
            root.Refuse($"holds one {other} in {key} and another in {olderKey}; expected the same, or {key} alone.");
        }

        return fields ?? older!;
    }

    private static bool Differs(JsonFields fields, JsonFields older, string key) =>
        older.TryGet(key, out var second) && !(fields.TryGet(key, out var first) && JsonElement.DeepEquals(first, second));
}
