namespace MultimodalEmbeddings.Objectives;

/// <summary>Which image a caption is trained with: its own, or, to see what the images do, another.</summary>
/// <remarks>
/// MCSE's <c>--shuffle_imgs</c> and <c>--random_imgs</c>, which its script for mixed data reads but does not pass on; here they
/// hold for mixed data too. Drawn once before training, from <c>TrainingOptions.Seed</c>.
/// </remarks>
public enum ImageAblation
{
    /// <summary>Each caption has its own image.</summary>
    None,

    /// <summary>
    /// Each caption has another caption's image, each image one caption: a random cycle through all rows of features. None keeps
    /// its own row; the reference's permutation leaves about one in its place. Rows that are equal, as those of several captions
    /// of one image, count as different.
    /// </summary>
    Shuffled,

    /// <summary>
    /// Each caption has a row drawn from all rows of features: some images come several times and about 37 % never, as in the
    /// reference.
    /// </summary>
    Random,
}
