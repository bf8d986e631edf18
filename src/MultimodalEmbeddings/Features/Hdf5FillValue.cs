namespace MultimodalEmbeddings.Features;

/// <summary>What the elements are that were never written.</summary>
/// <remarks>Hdf5, sections IV.A.2.e and IV.A.2.f, versions 1 to 3.</remarks>
internal static class Hdf5FillValue
{
    private const int DefinedFlag = 0x20;

    public static float Read(Hdf5Header header, NumberType type)
    {
        var value = header.Find(Hdf5Message.FillValue) is { } message ? Body(message)
            : header.Find(Hdf5Message.OldFillValue) is { } old ? Sized(old)
            : [];
        Span<float> fill = [0f];
        if (value.Length == type.Size)
        {
            NumberConversion.Convert(value, type, fill);
        }

        return fill[0];
    }

    private static ReadOnlySpan<byte> Body(Hdf5Block message)
    {
        var version = message.Byte();
        if (version == 3)
        {
            return (message.Byte() & DefinedFlag) != 0 ? Sized(message) : [];
        }

        message.Skip(2);   // when space is allocated, when it is written
        return message.Byte() != 0 ? Sized(message) : [];
    }

    private static ReadOnlySpan<byte> Sized(Hdf5Block message) =>
        message.Take((int)Math.Min(message.UInt32(), int.MaxValue));
}
