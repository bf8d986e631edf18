using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Real)]
public class RealCheckpointTests
{
    private const long MaximumAllocation = 1 << 20;

    public static IEnumerable<TheoryDataRow<string>> Models()
    {
        var parent = Path.Combine(SharedFolder.Shared, "models");
        var names = Directory.Exists(parent)
            ? Directory.GetDirectories(parent).Where(folder => File.Exists(Path.Combine(folder, "model.safetensors"))).ToArray()
            : [];
        return names.Length > 0
            ? names.Select(name => new TheoryDataRow<string>(Path.GetFileName(name)))
            : [new TheoryDataRow<string>("models") { Skip = $"No folder with model.safetensors in {parent}." }];
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_real_checkpoint_opens_and_copies_without_a_copy_of_the_file_on_the_heap(string name)
    {
        var folder = SharedFolder.RequireShared(Path.Combine("models", name));
        var weights = Path.Combine(folder, "model.safetensors");
        var destination = new float[new FileInfo(weights).Length / sizeof(float)];
        var before = GC.GetAllocatedBytesForCurrentThread();

        long elements = 0;
        using (var checkpoint = Checkpoint.Open(folder))
        {
            foreach (var (tensor, shape) in EncoderTensors.Of(checkpoint.Configuration))
            {
                var found = checkpoint.Find(tensor, shape);
                found.CopyTo(destination);
                elements += found.Length;
                Assert.False(destination.AsSpan(0, (int)found.Length).ContainsAnyExceptInRange(float.MinValue, float.MaxValue));
            }
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaximumAllocation + HeaderLength(weights));
        Assert.True(elements > MaximumAllocation, "Too few weights to tell a copy by.");
    }

    private static long HeaderLength(string file)
    {
        using var reader = new BinaryReader(File.OpenRead(file));
        return reader.ReadInt64();
    }
}
