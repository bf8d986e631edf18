using System.Buffers.Binary;
using System.IO.Compression;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class ZipDirectoryTests : IDisposable
{
    private const int EndSize = 22;

    private static readonly byte[] Two = TinyPickle.ZipOf([("a", [1, 2, 3]), ("folder/b", [4])]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_lie_where_the_directory_says()
    {
        using var file = Open(Two);
        var zip = new ZipDirectory(file);

        Assert.Equal(["a", "folder/b"], zip.Records.Keys.Order());
        Assert.Equal([1, 2, 3], file.Read(zip.Locate(zip.Records["a"]), 3));
        Assert.Equal([4], file.Read(zip.Locate(zip.Records["folder/b"]), 1));
    }

    [Fact]
    public void A_comment_at_the_end_may_hold_anything()
    {
        byte[] comment = [.. Two[^EndSize..], 7];
        byte[] commented = [.. Two, .. comment];
        BinaryPrimitives.WriteUInt16LittleEndian(commented.AsSpan(Two.Length - 2), (ushort)comment.Length);

        using var file = Open(commented);

        Assert.Equal(2, new ZipDirectory(file).Records.Count);
    }

    [Fact]
    public void Numbers_of_64_bits_are_read()
    {
        using var file = Open(LongNumbers());
        var zip = new ZipDirectory(file);

        Assert.Equal(5, Assert.Single(zip.Records).Value.Size);
        Assert.Equal("hello"u8, file.Read(zip.Locate(zip.Records["x"]), 5));
    }

    [Fact]
    public void Every_64_bit_number_is_checked_against_the_file()
    {
        var sound = LongNumbers();
        for (var position = 0; position <= sound.Length - sizeof(long); position++)
        {
            foreach (var number in new[] { -1, long.MaxValue })
            {
                var changed = sound.ToArray();
                BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(position), number);
                using var file = Open(changed);
                var error = Record.Exception(() => ReadAll(file));
                Assert.True(error is null or CheckpointException, $"{position}, {number}: {error}");
            }
        }

        static void ReadAll(MappedFile file)
        {
            var zip = new ZipDirectory(file);
            foreach (var record in zip.Records.Values)
            {
                Assert.Equal(record.Size, file.Read(zip.Locate(record), (int)record.Size).Length);
            }
        }
    }

    [Fact]
    public void A_directory_that_does_not_fit_the_file_is_refused()
    {
        Refused(Changed(Two.Length - EndSize + 16, 0x7fffffff), "has a directory of");
        Refused(Changed(Two.Length - EndSize + 12, 0x7fffffff), "has a directory of");
        Refused(Changed(Two.Length - EndSize + 10, 3, sizeof(ushort)), "lists more records than its directory has: 2");
        Refused(Two[..^1], "has no end of a directory");
        Refused([.. Two, 0], "has no end of a directory");
        Refused(TinyPickle.ZipOf([("a", []), ("a", [])]), "lists a twice");
    }

    [Fact]
    public void A_record_that_cannot_be_used_where_it_lies_is_refused()
    {
        using var file = Open(TinyPickle.ZipOf([("a", new byte[100])], CompressionLevel.Optimal));
        var zip = new ZipDirectory(file);

        var record = zip.Records["a"];

        Assert.Contains("compressed", Refusal(() => zip.Locate(record)), StringComparison.Ordinal);
        Assert.Contains("encrypted", Refusal(() => zip.Locate(record with { IsEncrypted = true })), StringComparison.Ordinal);
        var plain = record with { IsCompressed = false, StoredSize = record.Size };
        Assert.Contains("do not lie in the file", Refusal(() => zip.Locate(plain with { Size = 99 })), StringComparison.Ordinal);
        Assert.Contains("has no record at byte 1", Refusal(() => zip.Locate(plain with { HeaderStart = 1 })));
        Assert.Contains("has no record at byte", Refusal(() => zip.Locate(plain with { HeaderStart = long.MaxValue })));
        Assert.Contains(
            "do not lie in the file",
            Refusal(() => zip.Locate(plain with { Size = long.MaxValue, StoredSize = long.MaxValue })),
            StringComparison.Ordinal);
    }

    private static byte[] Changed(int position, int value, int size = sizeof(int))
    {
        var changed = Two.ToArray();
        BitConverter.GetBytes(value).AsSpan(0, size).CopyTo(changed.AsSpan(position));
        return changed;
    }

    /// <summary>
    /// One record "x" of five bytes, every number of which stands in its 64-bit form, as APPNOTE.TXT lays it out.
    /// </summary>
    private static byte[] LongNumbers()
    {
        byte[] ones = [0xff, 0xff, 0xff, 0xff];
        byte[] local = [.. "PK\x3\x4"u8, .. new byte[22], 1, 0, 0, 0, (byte)'x', .. "hello"u8];
        byte[] entry =
        [
            .. "PK\x1\x2"u8, .. new byte[16], .. ones, .. ones, 1, 0, 36, 0, .. new byte[10], .. ones, (byte)'x',
            0x46, 0x42, 4, 0, 9, 9, 9, 9,                                                       // somebody's own field
            1, 0, 24, 0, .. BitConverter.GetBytes(5L), .. BitConverter.GetBytes(5L), .. BitConverter.GetBytes(0L),
        ];
        byte[] longEnd =
        [
            .. "PK\x6\x6"u8, .. new byte[28], .. BitConverter.GetBytes(1L), .. BitConverter.GetBytes((long)entry.Length),
            .. BitConverter.GetBytes((long)local.Length),
        ];
        var longEndStart = BitConverter.GetBytes((long)(local.Length + entry.Length));
        byte[] locator = [.. "PK\x6\x7"u8, .. new byte[4], .. longEndStart, 1, 0, 0, 0];
        byte[] end = [.. "PK\x5\x6"u8, .. new byte[4], 0xff, 0xff, 0xff, 0xff, .. ones, .. ones, 0, 0];
        return [.. local, .. entry, .. longEnd, .. locator, .. end];
    }

    private MappedFile Open(byte[] content)
    {
        File.WriteAllBytes(_folder.File("x.zip"), content);
        return MappedFile.Open(_folder.File("x.zip"));
    }

    private void Refused(byte[] content, string fault)
    {
        using var file = Open(content);
        Assert.Contains(fault, Refusal(() => new ZipDirectory(file)), StringComparison.Ordinal);
    }

    private static string Refusal(Func<object> read) => Assert.Throws<CheckpointException>(read).Message;
}
