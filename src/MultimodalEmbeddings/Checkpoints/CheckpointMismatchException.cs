namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A checkpoint's weights are not those that its configuration describes.</summary>
public sealed class CheckpointMismatchException : CheckpointException
{
    private CheckpointMismatchException(string filePath, string fault, string tensorName, string expected, string found)
        : base(filePath, fault)
    {
        TensorName = tensorName;
        Expected = expected;
        Found = found;
    }

    /// <summary>The tensor in question; the first one where several are missing.</summary>
    public string TensorName { get; }

    /// <summary>What the configuration asks for: a shape as <c>[30522, 768]</c>, or element types.</summary>
    public string Expected { get; }

    /// <summary>What the file holds: a shape, an element type, or <c>nothing</c>.</summary>
    public string Found { get; }

    internal static CheckpointMismatchException WrongTensor(string filePath, string tensorName, string expected, string found) =>
        new(filePath, $"holds {tensorName} as {found}; expected {expected}.", tensorName, expected, found);

    /// <param name="filePath">The file that lacks them.</param>
    /// <param name="missing">The tensors that are missing, at least one.</param>
    /// <param name="total">How many tensors were asked for.</param>
    internal static CheckpointMismatchException MissingTensors(
        string filePath, IReadOnlyList<TensorSpecification> missing, int total)
    {
        const int Listed = 10;
        var names = string.Join(", ", missing.Take(Listed).Select(tensor => tensor.Name));
        var rest = missing.Count > Listed ? ", …" : "";
        var fault = $"lacks {missing.Count} of {total} tensors: {names}{rest}";
        return new CheckpointMismatchException(filePath, fault, missing[0].Name, missing[0].ToString(), "nothing");
    }

    /// <param name="directory">The model's directory.</param>
    /// <param name="words">The word embeddings, as the configuration describes them.</param>
    /// <param name="entries">How many ids the tokenizer has.</param>
    internal static CheckpointMismatchException OtherTokenizer(string directory, TensorSpecification words, int entries)
    {
        var expected = TensorSpecification.Format([entries, words.Shape[^1]]);
        var fault = $"holds a tokenizer with {entries} entries but a model whose vocabulary has {words.Shape[0]} (vocab_size):"
            + " they do not belong together. Put the tokenizer's files there that the model was trained with.";
        return new CheckpointMismatchException(directory, fault, words.Name, expected, words.ToString());
    }
}
