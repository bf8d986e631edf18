namespace MultimodalEmbeddings.Data;

/// <summary>Captions with the features of their images: caption i belongs to row i.</summary>
internal sealed class CaptionedImages
{
    /// <exception cref="ArgumentException">There are not as many captions as rows of features, or none at all.</exception>
    public CaptionedImages(IReadOnlyList<string> captions, FeatureMatrix features)
    {
        // The reference cuts the longer side off without a word.
        if (captions.Count != features.Rows)
        {
            throw new ArgumentException(Mismatch(captions, features));
        }

        (Captions, Features) = (captions, features);
    }

    /// <summary>The sentence for captions and rows that do not match.</summary>
    public static string Mismatch(IReadOnlyList<string> captions, FeatureMatrix features) =>
        $"The feature matrix has {features.Rows} rows but there are {captions.Count} captions; row i must describe caption i.";

    public IReadOnlyList<string> Captions { get; }

    public FeatureMatrix Features { get; }
}
