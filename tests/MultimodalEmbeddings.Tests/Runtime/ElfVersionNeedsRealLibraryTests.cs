using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Runtime;

/// <summary>The library that the rule was made for.</summary>
[Trait(Category.Name, Category.Unit)]
public class ElfVersionNeedsRealLibraryTests
{
    private const string Version = "GLIBCXX_3.4.32";
    private const string Symbol = "_ZSt21ios_base_library_initv";
    private const int SectionHeaders = 3_000; // bytes at the end of the file

    [Fact]
    public void One_byte_changes_and_a_second_time_none()
    {
        var original = Library();
        var image = original.ToArray();

        Assert.True(ElfVersionNeeds.TryWeaken(image, Version, Symbol));

        var changed = Assert.Single(Enumerable.Range(0, image.Length), at => image[at] != original[at]);
        Assert.Equal((0, 2), (original[changed], image[changed])); // VER_FLG_WEAK
        var again = image.ToArray();
        Assert.True(ElfVersionNeeds.TryWeaken(again, Version, Symbol));
        Assert.True(again.AsSpan().SequenceEqual(image));
    }

    [Fact]
    public void A_version_that_many_symbols_have_stays_as_it_is()
    {
        var original = Library();
        var image = original.ToArray();

        Assert.False(ElfVersionNeeds.TryWeaken(image, "GLIBCXX_3.4", Symbol));
        Assert.True(image.AsSpan().SequenceEqual(original));
    }

    [Fact]
    public void Cut_short_it_stays_as_it_is()
    {
        var original = Library();
        for (var length = 0; length < original.Length - SectionHeaders; length += original.Length / 200)
        {
            var image = original[..length];
            Assert.False(ElfVersionNeeds.TryWeaken(image, Version, Symbol));
            Assert.True(image.AsSpan().SequenceEqual(original.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Damaged_it_never_throws_and_at_most_the_flags_change()
    {
        var original = Library();
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var damaged = Damage(original, random);
            var image = damaged.ToArray();
            var weakened = ElfVersionNeeds.TryWeaken(image, Version, Symbol);
            var same = image.AsSpan().CommonPrefixLength(damaged);

            Assert.True(weakened || same == image.Length, $"Case {i} was refused, yet changed.");
            var rest = Math.Min(same + 2, image.Length);
            Assert.True(image.AsSpan(rest).SequenceEqual(damaged.AsSpan(rest)), $"Case {i} changed more than the flags.");
        }
    }

    /// <summary>A byte of the file's header, three of the sections' and a hundred anywhere with other values.</summary>
    private static byte[] Damage(byte[] original, Random random)
    {
        var image = original.ToArray();
        image[random.Next(6, 64)] ^= (byte)(random.Next(4) / 3); // in every fourth case
        for (var i = 0; i < 3; i++)
        {
            image[^random.Next(1, SectionHeaders)] = (byte)random.Next(256);
        }

        for (var i = 0; i < 100; i++)
        {
            image[random.Next(64, image.Length)] = (byte)random.Next(256);
        }

        return image;
    }

    private static byte[] Library()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        Assert.SkipUnless(File.Exists(path), $"{path} is absent: the backend of another platform.");
        return File.ReadAllBytes(path);
    }
}
