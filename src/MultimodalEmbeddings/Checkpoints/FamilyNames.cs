namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// How the families of the BERT line name their tensors: everything above a checkpoint knows one set of names, BertModel's with
/// what other families add, and a checkpoint is written with its family's own.
/// </summary>
internal static class FamilyNames
{
    private const string Layers = TensorNameScheme.CanonicalLayers;

    private static readonly TensorNameScheme Bert = new(Layers, [], []);

    private static readonly TensorNameScheme DistilBert = new(
        "transformer.layer.",
        [],
        [
            ("attention.self.query", "attention.q_lin"),
            ("attention.self.key", "attention.k_lin"),
            ("attention.self.value", "attention.v_lin"),
            ("attention.output.dense", "attention.out_lin"),
            ("attention.output.LayerNorm", "sa_layer_norm"),
            ("intermediate.dense", "ffn.lin1"),
            ("output.dense", "ffn.lin2"),
            ("output.LayerNorm", "output_layer_norm"),
        ]);

    private static readonly TensorNameScheme MpNet = new(
        Layers,
        [],
        [
            ("attention.self.query", "attention.attn.q"),
            ("attention.self.key", "attention.attn.k"),
            ("attention.self.value", "attention.attn.v"),
            ("attention.output.dense", "attention.attn.o"),
            ("attention.output.LayerNorm", "attention.LayerNorm"),
        ]);

    private static readonly TensorNameScheme Electra = new(Layers, [("embeddings.projection", "embeddings_project")], []);

    private static readonly TensorNameScheme ModernBert = new(
        "layers.",
        [
            ("embeddings.word_embeddings", "embeddings.tok_embeddings"),
            ("embeddings.LayerNorm", "embeddings.norm"),
            ("encoder.LayerNorm", "final_norm"),
        ],
        [
            ("attention.LayerNorm", "attn_norm"),
            ("attention.self.qkv", "attn.Wqkv"),
            ("attention.output.dense", "attn.Wo"),
            ("intermediate.LayerNorm", "mlp_norm"),
            ("intermediate.dense", "mlp.Wi"),
            ("output.dense", "mlp.Wo"),
        ]);

    /// <summary>What files with a head on top, a language model's for one, put before the encoder's names.</summary>
    public static string Prefix(string modelType) => modelType switch
    {
        "xlm-roberta" => "roberta.",
        "modernbert" => "model.",
        _ => modelType + ".",
    };

    /// <summary>The name above the checkpoint of a tensor that a file holds.</summary>
    /// <param name="modelType">The file's family.</param>
    /// <param name="stored">The name in the file, without <see cref="Prefix"/>.</param>
    public static string ToCanonical(string modelType, string stored) => SchemeOf(modelType).ToCanonical(stored);

    /// <summary>The inverse of <see cref="ToCanonical"/>.</summary>
    public static string ToStored(string modelType, string canonical) => SchemeOf(modelType).ToStored(canonical);

    private static TensorNameScheme SchemeOf(string modelType) => modelType switch
    {
        "distilbert" => DistilBert,
        "mpnet" => MpNet,
        "electra" => Electra,
        "modernbert" => ModernBert,
        _ => Bert,
    };
}
