namespace MultimodalEmbeddings.Inference;

/// <summary>So many floats as the processor computes with at once: kernels are written over this, once for every width.</summary>
/// <typeparam name="TSelf">A vector of the processor's.</typeparam>
internal unsafe interface ILane<TSelf>
    where TSelf : struct, ILane<TSelf>
{
    /// <summary>Floats of a lane.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of a product whose sums the registers hold, three lanes of each: 4 or 8.</summary>
    static abstract int RowsAtOnce { get; }

    static abstract TSelf Load(float* source);

    static abstract void Store(TSelf lane, float* destination);

    /// <summary>A lane of one number.</summary>
    static abstract TSelf Of(float value);

    /// <summary><paramref name="a"/> · <paramref name="b"/> + <paramref name="c"/>, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf Max(TSelf left, TSelf right);

    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>To the nearest whole number.</summary>
    static abstract TSelf Round(TSelf lane);

    /// <summary>2 to the power of whole numbers from −126 to 127.</summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    static abstract float Sum(TSelf lane);

    static abstract float Largest(TSelf lane);
}
