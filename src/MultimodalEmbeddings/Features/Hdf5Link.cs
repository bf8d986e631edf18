namespace MultimodalEmbeddings.Features;

/// <summary>A name in a group, and what it stands for.</summary>
/// <param name="Name">The name.</param>
/// <param name="Address">The object's header; null for a link that is not hard.</param>
/// <param name="Target">The path that a soft link gives; null for another link.</param>
/// <remarks>A link with neither leads out of the file, or is of a kind of its own, and is never followed.</remarks>
internal sealed record Hdf5Link(string Name, long? Address, string? Target)
{
    private const int Hard = 0;
    private const int Soft = 1;

    /// <summary>Reads a link message.</summary>
    /// <remarks>Hdf5, section IV.A.2.g.</remarks>
    public static Hdf5Link Read(Hdf5Block block)
    {
        block.Skip(1);   // version
        var flags = block.Byte();
        var type = (flags & 8) != 0 ? block.Byte() : Hard;
        block.Skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 0x10) != 0 ? 1 : 0));   // creation order, character set
        var name = block.Text((int)Math.Min(block.Count(1 << (flags & 3)), int.MaxValue));
        return type switch
        {
            Hard => new Hdf5Link(name, block.RequiredAddress(), null),
            Soft => new Hdf5Link(name, null, block.Text(block.UInt16())),
            _ => new Hdf5Link(name, null, null),
        };
    }
}
