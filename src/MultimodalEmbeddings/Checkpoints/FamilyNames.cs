namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// How the families of the BERT line name the tensors that <c>BertModel</c> has too: everything above a checkpoint knows one set
/// of names, and a checkpoint is written with its family's own.
/// </summary>
internal static class FamilyNames
{
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
    public static string ToCanonical(string modelType, string stored) => stored;

    /// <summary>The inverse of <see cref="ToCanonical"/>.</summary>
    public static string ToStored(string modelType, string canonical) => canonical;
}
