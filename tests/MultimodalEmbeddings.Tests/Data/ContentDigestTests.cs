using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public class ContentDigestTests
{
    [Fact]
    public void It_gives_the_count_and_the_first_half_of_the_SHA_256()
    {
        // printf '\x02\0\0\0a\0' | sha256sum
        Assert.Equal("1, SHA-256 " + Sha256([2, 0, 0, 0, (byte)'a', 0]), ContentDigest.Of(["a"]));
        Assert.Equal("0, SHA-256 e3b0c44298fc1c149afbf4c8996fb924", ContentDigest.Of(Array.Empty<string>()));
    }

    [Fact]
    public void Any_change_of_content_order_or_borders_changes_it()
    {
        string[] digests =
        [
            ContentDigest.Of(["ab", "c"]), ContentDigest.Of(["a", "bc"]), ContentDigest.Of(["c", "ab"]), ContentDigest.Of(["abc"]),
            ContentDigest.Of(["ab", "c", ""]), ContentDigest.Of([[1, 2], [3]]), ContentDigest.Of([[1], [2, 3]]),
            ContentDigest.Of(new FeatureMatrix(new float[] { 1, 2 }, 1, 2)), ContentDigest.Of(new FeatureMatrix(new float[] { 1, 2 }, 2, 1)),
        ];

        Assert.Distinct(digests);
    }

    private static string Sha256(byte[] bytes) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..32];
}
