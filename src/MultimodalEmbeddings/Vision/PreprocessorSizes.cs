using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>Reads the sizes in the file of an image processor, each of which has been written in several ways.</summary>
internal sealed class PreprocessorSizes(string path, JsonFields fields, PreprocessorFamily family)
{
    private const string Size = "size";
    private const string CropSize = "crop_size";
    private const string Shortest = "shortest_edge";

    /// <exception cref="CheckpointException">The size is none that is understood.</exception>
    public ResizeRule Resize()
    {
        if (!fields.TryGet(Size, out var value))
        {
            return family.Defaults.Resize;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            var side = fields.Integer(Size, 0);
            return family.KeepsProportion ? new ShortestEdge(side) : new ExactSize(side, side);
        }

        var size = fields.Object(Size)!;
        return KeysOf(size).SequenceEqual([Shortest])
            ? new ShortestEdge(size.Integer(Shortest, 0))
            : Sides(Size, $"{Shortest}, or of ");
    }

    /// <exception cref="CheckpointException">The size is none that is understood, or pictures keep different sizes.</exception>
    public CentreCrop Crop(ResizeRule resize)
    {
        var size = fields.Flag("do_center_crop", family.Crops) ? ReadCrop() : resize as ExactSize
            ?? throw new CheckpointException(
                path, "neither crops pictures nor resizes them to one height and width, which is not supported.");
        return new CentreCrop(size.Width, size.Height, CropRounding.Down);
    }

    private ExactSize ReadCrop()
    {
        if (!fields.TryGet(CropSize, out var value))
        {
            return new ExactSize(family.Defaults.Crop.Width, family.Defaults.Crop.Height);
        }

        return value.ValueKind == JsonValueKind.Number
            ? new ExactSize(fields.Integer(CropSize, 0), fields.Integer(CropSize, 0))
            : Sides(CropSize, "");
    }

    private ExactSize Sides(string key, string alternative)
    {
        var sides = fields.Object(key)!;
        return KeysOf(sides).SequenceEqual(["height", "width"])
            ? new ExactSize(sides.Integer("width", 0), sides.Integer("height", 0))
            : throw new CheckpointException(
                path, $"holds [{string.Join(", ", KeysOf(sides))}] in {key}; expected a size of {alternative}height and width.");
    }

    private static IEnumerable<string> KeysOf(JsonFields size) =>
        size.Keys.Where(key => size.TryGet(key, out _)).Order(StringComparer.Ordinal);
}
