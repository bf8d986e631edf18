namespace MultimodalEmbeddings.Features;

/// <summary>A message in an object header.</summary>
/// <param name="Type">One of the constants, or a type that is not needed.</param>
/// <param name="IsShared">Whether its body lies elsewhere.</param>
/// <param name="Bytes">Its body.</param>
/// <remarks>Hdf5, section IV.A.2.</remarks>
internal sealed record Hdf5Message(int Type, bool IsShared, ReadOnlyMemory<byte> Bytes)
{
    public const int Dataspace = 0x01;
    public const int LinkInfo = 0x02;
    public const int Datatype = 0x03;
    public const int OldFillValue = 0x04;
    public const int FillValue = 0x05;
    public const int Link = 0x06;
    public const int ExternalFiles = 0x07;
    public const int Layout = 0x08;
    public const int Filters = 0x0B;
    public const int Continuation = 0x10;
    public const int SymbolTable = 0x11;
}
