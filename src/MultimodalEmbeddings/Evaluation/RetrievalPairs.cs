namespace MultimodalEmbeddings.Evaluation;

/// <summary>Which image each text describes, and which texts describe each image.</summary>
internal sealed class RetrievalPairs
{
    private readonly int[] _imageOfText;
    private readonly int[] _firstOfImage;   // [images + 1]: where an image's texts begin in _texts
    private readonly int[] _texts;

    /// <exception cref="ArgumentException">There is no text, or a text's image does not exist.</exception>
    public RetrievalPairs(IReadOnlyList<int> imageOfText, int images)
    {
        Check(imageOfText, images);
        _imageOfText = [.. imageOfText];
        _texts = [.. Enumerable.Range(0, Texts)];
        Array.Sort([.. imageOfText], _texts);
        _firstOfImage = new int[images + 1];
        foreach (var image in _imageOfText)
        {
            _firstOfImage[image + 1]++;
        }

        for (var image = 0; image < images; image++)
        {
            _firstOfImage[image + 1] += _firstOfImage[image];
        }
    }

    public int Texts => _imageOfText.Length;

    public int Images => _firstOfImage.Length - 1;

    public int ImageOf(int text) => _imageOfText[text];

    /// <returns>The texts of an image, in no particular order; there may be none.</returns>
    public ReadOnlySpan<int> TextsOf(int image) => _texts.AsSpan(_firstOfImage[image].._firstOfImage[image + 1]);

    private static void Check(IReadOnlyList<int> imageOfText, int images)
    {
        if (imageOfText.Count == 0)
        {
            throw new ArgumentException("There is no text, so there is nothing to retrieve.", nameof(imageOfText));
        }

        for (var text = 0; text < imageOfText.Count; text++)
        {
            if (imageOfText[text] < 0 || imageOfText[text] >= images)
            {
                throw new ArgumentException(
                    $"Text {text} is said to describe image {imageOfText[text]}; there are {images} images, counted from 0.",
                    nameof(imageOfText));
            }
        }
    }
}
