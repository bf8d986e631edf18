using MultimodalEmbeddings.Checkpoints;
using static MultimodalEmbeddings.Checkpoints.EncoderConfigurationRules;

namespace MultimodalEmbeddings.Vision;

/// <summary>The squares that an image is cut into.</summary>
/// <param name="ImageSize">Pixels of a side of the image, <c>image_size</c>.</param>
/// <param name="PatchSize">Pixels of a side of a patch, <c>patch_size</c>.</param>
internal sealed record PatchGrid(int ImageSize, int PatchSize)
{
    private const int Channels = 3;

    /// <summary>Tokens of an image: its whole patches and the class token.</summary>
    public int Tokens => 1 + (ImageSize / PatchSize * (ImageSize / PatchSize));

    /// <exception cref="CheckpointException">A value is of the wrong type, out of range or not supported.</exception>
    public static PatchGrid Read(JsonFields fields, int absentPatchSize)
    {
        var grid = new PatchGrid(fields.Integer("image_size", 224), fields.Integer("patch_size", absentPatchSize));
        var channels = fields.Integer("num_channels", Channels);
        TransformerSizes.Require(fields, Sentences(
            Range("image_size", grid.ImageSize, ImagePreprocessingRules.LargestSide),
            Range("patch_size", grid.PatchSize, ImagePreprocessingRules.LargestSide),
            Unless(
                grid.PatchSize <= grid.ImageSize || grid.ImageSize < 1,
                $"patch_size {grid.PatchSize} is more than image_size {grid.ImageSize}."),
            Unless(channels == Channels, $"num_channels is {channels}; expected {Channels}: images are red, green and blue.")));
        return grid;
    }
}
