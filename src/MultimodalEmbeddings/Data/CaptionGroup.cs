namespace MultimodalEmbeddings.Data;

/// <summary>An image with all of its captions.</summary>
/// <param name="Image">The image's file, as <see cref="Caption.Image"/>.</param>
/// <param name="Texts">Its captions in the order of the file; at least one.</param>
public sealed record CaptionGroup(string Image, IReadOnlyList<string> Texts);
