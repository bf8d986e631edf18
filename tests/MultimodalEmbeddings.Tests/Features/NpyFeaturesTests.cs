using System.Text;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Features;

[Trait(Category.Name, Category.Unit)]
public class NpyFeaturesTests
{
    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n", 1)]
    [InlineData("{\"shape\":(2L,3L),\"fortran_order\":False,\"descr\":\"<f4\"}", 2)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 3, 1)}", 3)]
    public void The_ways_to_write_a_header_are_read(string header, byte version)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("f.npy"), Array(header, [1, 2, 3, 4, 5, 6], version));

        var features = FeatureFile.Load(folder.File("f.npy"));

        Assert.Equal((2, 3), (features.Rows, features.Columns));
        Assert.Equal([4, 5, 6], features.Row(1).ToArray());
    }

    [Fact]
    public void Columns_that_follow_each_other_become_rows()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(
            folder.File("f.npy"), Array("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3)}", [1, 4, 2, 5, 3, 6], 1));

        Assert.Equal([1, 2, 3, 4, 5, 6], RandomFeatures.Read(folder.File("f.npy")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2, 3)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (6,)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 0)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2, -3)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775808, 1)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387905, 4)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 1048577)}")]   // rows of 4 MB, of which there are none
    [InlineData("{'descr': '<f4', 'fortran_order': 1, 'shape': (2, 3)}")]
    [InlineData("{'descr': '<f4', 'shape': (2, 3)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'shape': (2, 3)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'more': 1}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)} or 1")]
    public void Any_other_header_is_refused(string header)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("f.npy"), Array(header, [1, 2, 3, 4, 5, 6], 1));

        Assert.StartsWith(
            folder.File("f.npy"),
            Assert.Throws<CheckpointException>(() => FeatureFile.Load(folder.File("f.npy"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_without_a_name_is_not_found_by_one()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("f.npy"), Array("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)}", [1], 1));

        Assert.Throws<CheckpointException>(() => FeatureFile.Load(folder.File("f.npy"), "features"));
    }

    /// <summary>An NPY array.</summary>
    internal static byte[] Array(string header, float[] values, byte version)
    {
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        return
        [
            0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(header),
            .. values.SelectMany(BitConverter.GetBytes),
        ];
    }
}
