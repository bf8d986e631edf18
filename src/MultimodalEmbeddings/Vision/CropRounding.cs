namespace MultimodalEmbeddings.Vision;

/// <summary>Where a crop begins when the pixels left over cannot be shared evenly.</summary>
internal enum CropRounding
{
    /// <summary>84.5 becomes 84 and 57.5 becomes 58: torchvision, which uses Python's <c>round</c>.</summary>
    HalfToEven,

    /// <summary>57.5 becomes 57: the image processors of transformers, which use <c>// 2</c>.</summary>
    Down,
}
