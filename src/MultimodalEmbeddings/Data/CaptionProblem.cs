namespace MultimodalEmbeddings.Data;

/// <summary>Something in a caption file that is not as it should be.</summary>
/// <param name="Path">The caption file.</param>
/// <param name="Line">The line, counted from 1; null where the file as a whole is meant.</param>
/// <param name="Message">What was expected and what was found.</param>
public sealed record CaptionProblem(string Path, int? Line, string Message)
{
    /// <summary>The id of the annotation in COCO's layout; null in others, and for other parts of the file.</summary>
    public long? Annotation { get; init; }

    /// <summary>File, line and message as one sentence.</summary>
    public override string ToString() => Line is null ? $"{Path}: {Message}." : $"{Path}, line {Line}: {Message}.";
}
