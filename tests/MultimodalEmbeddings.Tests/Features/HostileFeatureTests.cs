using System.Diagnostics;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Features;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Features;

/// <summary>Every hostile file of the reference gives a typed error that names it, or a matrix, at little cost.</summary>
[Trait(Category.Name, Category.Reference)]
[Collection(MeasuresMemory.Name)]
public class HostileFeatureTests
{
    private const long AllocationForAnyFile = 4 << 20;
    private const long AllocationPerByte = 32;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    public static IEnumerable<TheoryDataRow<string>> Files() => GoldenFeatures.Files(GoldenFeatures.HostileList, "hostile");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_hostile_file_is_refused_by_name_within_bounds(string file)
    {
        var entry = GoldenFeatures.Entry(GoldenFeatures.HostileList, file);
        var path = SharedFolder.RequireReference($"features/hostile/{file}");
        Exception? exception = null;
        var clock = Stopwatch.StartNew();

        var allocated = MeasuresMemory.Of(() => exception = Record.Exception(() => Read(path, entry.Text("expected"))));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeLimit);
        Assert.InRange(allocated, 0, AllocationForAnyFile + (AllocationPerByte * new FileInfo(path).Length));
        if (exception is not null || entry.Text("expect") == "error")
        {
            Assert.NotEqual("ok", entry.Text("expect"));
            Assert.StartsWith(path, Assert.IsType<CheckpointException>(exception).Message, StringComparison.Ordinal);
        }
    }

    private static void Read(string path, string? expected)
    {
        using var rows = FeatureSource.Open(path, dataset: null);
        var values = FeatureRows.Load(rows);
        if (expected is not null)
        {
            using var matrices = SafetensorsFile.Open(SharedFolder.RequireReference(GoldenFeatures.HostileMatrices));
            Assert.Equal(GoldenTensor.Floats(matrices.Tensors[expected]), values);
        }
    }
}
