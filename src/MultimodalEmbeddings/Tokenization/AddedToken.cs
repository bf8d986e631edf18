namespace MultimodalEmbeddings.Tokenization;

/// <summary>A token that is found in the text before any word is, such as <c>[MASK]</c>.</summary>
internal sealed record AddedToken(string Content, int Id)
{
    /// <summary>Takes all white space before it.</summary>
    public bool LeftStrip { get; init; }

    /// <summary>Takes all white space behind it.</summary>
    public bool RightStrip { get; init; }

    /// <summary>Is found only where no word character touches it.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Is looked for in the normalised text; otherwise in the text as it comes.</summary>
    public bool Normalized { get; init; }
}
