using MultimodalEmbeddings.Features;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Features;

[Trait(Category.Name, Category.Unit)]
public class ChecksumTests
{
    // The two values that lookup3.c itself states for a start of 0.
    [Fact]
    public void Lookup3_gives_the_values_of_its_author()
    {
        Assert.Equal(0xDEADBEEF, Hdf5Checksum.Of([]));
        Assert.Equal(0x17770551u, Hdf5Checksum.Of("Four score and seven years ago"u8));
    }

    // Words 0x0102, 0x0304: sums 0x0406 and 0x0102 + 0x0406. An odd byte is the high one of a word: 0x0100, 0x0100.
    [Fact]
    public void Fletchers_checksum_sums_words_and_their_sums()
    {
        Assert.Equal(0x0508_0406u, Fletcher32.Of([1, 2, 3, 4]));
        Assert.Equal(0x0100_0100u, Fletcher32.Of([1]));
        Assert.Equal(0u, Fletcher32.Of([]));
    }

    // All words are 0xFFFF, which is 0 modulo 65535 and stays 0xFFFF when folded.
    [Fact]
    public void Fletchers_checksum_carries_over_many_words() =>
        Assert.Equal(0xFFFF_FFFFu, Fletcher32.Of([.. Enumerable.Repeat((byte)0xFF, 10_000)]));

    // The check value of CRC-32/ISO-HDLC.
    [Fact]
    public void The_checksum_of_zip_files_is_the_standards()
    {
        var checksum = new Checksum32();
        checksum.Append("1234"u8);
        checksum.Append("56789"u8);

        Assert.Equal(0xCBF43926u, checksum.Value);
    }
}
