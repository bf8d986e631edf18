namespace MultimodalEmbeddings.Features;

/// <summary>What the header of an NPY array says.</summary>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="IsColumnMajor">Whether the first axis varies fastest.</param>
/// <param name="Dimensions">Its shape, outermost first, none negative.</param>
internal sealed record NpyHeader(NumberType Type, bool IsColumnMajor, IReadOnlyList<long> Dimensions);
