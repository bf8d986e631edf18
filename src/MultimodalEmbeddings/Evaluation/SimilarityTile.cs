using System.Numerics;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>The similarities of some successive texts with some successive images; its memory is used again and again.</summary>
internal sealed class SimilarityTile
{
    public const int MaximumTexts = 512;

    /// <summary>Whole hardware vectors, so that no two tiles beside each other share one.</summary>
    public const int MaximumImages = 64;

    private readonly float[] _values = new float[(MaximumTexts + 1) * MaximumImages];

    public int FirstText { get; private set; }

    public int Texts { get; private set; }

    public int FirstImage { get; private set; }

    public int Images { get; private set; }

    /// <summary>The length of a row: <see cref="Images"/> rounded up to whole hardware vectors.</summary>
    public int Stride => (Images + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <summary>
    /// [texts, <see cref="Stride"/>], with room for a row more; columns from <see cref="Images"/> on are meaningless.
    /// </summary>
    public Span<float> Values => _values.AsSpan(0, (Texts + 1) * Stride);

    /// <summary>Says which texts and images the values will belong to.</summary>
    public void Place(int firstText, int texts, int firstImage, int images) =>
        (FirstText, Texts, FirstImage, Images) = (firstText, texts, firstImage, images);

    /// <param name="text">Counted from the first of the tile.</param>
    /// <returns>[<see cref="Stride"/>].</returns>
    public Span<float> Row(int text) => Values.Slice(text * Stride, Stride);
}
