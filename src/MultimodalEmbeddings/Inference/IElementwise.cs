namespace MultimodalEmbeddings.Inference;

/// <summary>A function of each number, zero at zero: padding columns stay zero.</summary>
internal interface IElementwise<TLane>
    where TLane : struct, ILane<TLane>
{
    static abstract TLane Of(TLane x);
}
