using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Runtime;

[Trait(Category.Name, Category.Unit)]
public class ElfVersionNeedsTests
{
    private const string Lacking = "NEW_2";
    private const string Only = "initialise";

    // Three versions and five symbols, one of which has the version that the system lacks.
    private static readonly MinimalElf Library = MinimalElf.With(
        ["OLD_1", Lacking, "OLD_3"], ("open", "OLD_1"), ("close", "OLD_3"), (Only, Lacking), ("read", "OLD_1"), ("write", "OLD_3"));

    [Fact]
    public void The_need_of_one_symbol_becomes_weak_and_nothing_else_changes()
    {
        var image = Library.Bytes;

        Assert.True(ElfVersionNeeds.TryWeaken(image, Lacking, Only));

        var expected = Library.Bytes;
        expected[Library.FlagsOffset(1)] = 2; // VER_FLG_WEAK
        Assert.Equal(expected, image);
    }

    [Fact]
    public void A_second_symbol_with_that_version_makes_it_refuse() =>
        AssertRefused(MinimalElf.With([Lacking], (Only, Lacking), ("really_called", Lacking)).Bytes);

    [Fact]
    public void Another_symbol_with_that_version_makes_it_refuse() =>
        AssertRefused(MinimalElf.With([Lacking], ("really_called", Lacking)).Bytes);

    [Fact]
    public void A_version_without_symbols_makes_it_refuse() =>
        AssertRefused(MinimalElf.With([Lacking, "OLD_1"], (Only, "OLD_1")).Bytes);

    [Fact]
    public void A_library_that_does_not_need_the_version_makes_it_refuse() =>
        AssertRefused(MinimalElf.With(["OLD_1"], (Only, "OLD_1")).Bytes);

    [Fact]
    public void A_list_that_ends_before_its_count_makes_it_refuse()
    {
        var library = MinimalElf.With(["OLD_1"], (Only, "OLD_1"));
        var image = library.Bytes;
        BitConverter.TryWriteBytes(image.AsSpan(library.LibraryCountOffset), int.MaxValue);
        AssertRefused(image);
    }

    [Theory]
    [InlineData(0, 0)] // the magic number
    [InlineData(4, 1)] // 32 bits
    [InlineData(5, 2)] // big-endian
    public void Another_kind_of_file_makes_it_refuse(int position, byte value)
    {
        var image = Library.Bytes;
        image[position] = value;
        AssertRefused(image);
    }

    [Fact]
    public void A_file_cut_short_anywhere_makes_it_refuse()
    {
        // The last word of the last section's header, and no more, is not needed.
        for (var length = 0; length <= Library.Bytes.Length - 32; length++)
        {
            AssertRefused(Library.Bytes[..length]);
        }
    }

    [Fact]
    public void Damage_anywhere_never_throws_and_changes_at_most_the_flags()
    {
        var random = new Random(1);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = Damage(random);
            var image = damaged.ToArray();
            var weakened = ElfVersionNeeds.TryWeaken(image, Lacking, Only);
            var changed = Enumerable.Range(0, image.Length).Where(at => image[at] != damaged[at]).ToArray();

            Assert.True(weakened || changed.Length == 0, $"Case {i} was refused, yet changed.");
            Assert.True(changed.Length == 0 || changed[^1] - changed[0] < 2, $"Case {i} changed bytes {string.Join(", ", changed)}.");
            refused += weakened ? 0 : 1;
        }

        Assert.InRange(refused, 1_000, 19_000); // the damage matters, but not always
    }

    /// <summary>Up to three bytes of the library with other values.</summary>
    private static byte[] Damage(Random random)
    {
        var image = Library.Bytes;
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            image[random.Next(image.Length)] = (byte)random.Next(256);
        }

        return image;
    }

    private static void AssertRefused(byte[] image)
    {
        var before = image.ToArray();
        Assert.False(ElfVersionNeeds.TryWeaken(image, Lacking, Only));
        Assert.Equal(before, image);
    }
}
