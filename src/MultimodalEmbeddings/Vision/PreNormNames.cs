namespace MultimodalEmbeddings.Vision;

/// <summary>What a family calls the parts of its layers.</summary>
/// <param name="NormBefore">The layer norm before attention.</param>
/// <param name="Projections">The linear layers that make queries, keys and values.</param>
/// <param name="Output">The linear layer behind attention.</param>
/// <param name="NormAfter">The layer norm before the feed-forward part.</param>
/// <param name="Widening">The first linear layer of that.</param>
/// <param name="Narrowing">The second.</param>
internal sealed record PreNormNames(
    string NormBefore, IReadOnlyList<string> Projections, string Output, string NormAfter, string Widening, string Narrowing)
{
    /// <summary>Of transformers' <c>ViTLayer</c>.</summary>
    public static readonly PreNormNames Vit = new(
        "layernorm_before",
        ["attention.attention.query", "attention.attention.key", "attention.attention.value"],
        "attention.output.dense",
        "layernorm_after",
        "intermediate.dense",
        "output.dense");

    /// <summary>Of transformers' <c>CLIPEncoderLayer</c>.</summary>
    public static readonly PreNormNames Clip = new(
        "layer_norm1",
        ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"],
        "self_attn.out_proj",
        "layer_norm2",
        "mlp.fc1",
        "mlp.fc2");
}
