using System.Diagnostics;
using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>
/// Broken and hostile files raise a <see cref="CheckpointException"/>, cost little, and the controls among them load.
/// </summary>
[Trait(Category.Name, Category.Reference)]
public class HostileCheckpointTests
{
    private const string Folder = "encoders/hostile";
    private const long MaximumAllocation = 64L << 20;   // beyond the file's own length
    private static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(2);

    // What the files would make if anything in them were run or unpacked.
    private static readonly string[] Outside =
    [
        "pwned", "/tmp/pwned", Path.Combine(SharedFolder.Reference, Folder, "pwned"),
        Path.Combine(SharedFolder.Reference, "pwned"), Path.Combine(SharedFolder.Reference, Folder, "bin/pwned"),
    ];

    public static IEnumerable<TheoryDataRow<string, string>> Cases()
    {
        var manifest = Path.Combine(SharedFolder.Reference, Folder, "manifest.json");
        if (!File.Exists(manifest))
        {
            return [new TheoryDataRow<string, string>("manifest.json", "") { Skip = $"{manifest} is absent." }];
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(manifest));
        return
        [
            .. json.RootElement.GetProperty("cases").EnumerateArray().Select(Row)
                .Where(row => row.Data.Item1.Split('/')[0] is not ("tokenizer" or "vocab")),   // tested where tokenizers are
        ];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_hostile_file_costs_little_and_raises_a_typed_error(string path, string expect)
    {
        var file = SharedFolder.RequireReference(Path.Combine(Folder, path));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        var error = Record.Exception(() => Load(file));

        Assert.InRange(
            GC.GetAllocatedBytesForCurrentThread() - allocated, 0, MaximumAllocation + new FileInfo(file).Length);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, MaximumTime);
        Assert.All(Outside, path => Assert.False(Path.Exists(path), $"{path} was made."));
        if (error is not null)
        {
            Assert.NotEqual("loads", expect);
            var typed = Assert.IsAssignableFrom<CheckpointException>(error);
            Assert.StartsWith(Path.GetDirectoryName(file)!, typed.FilePath, StringComparison.Ordinal);
        }
        else
        {
            Assert.NotEqual("error", expect);
        }
    }

    private static TheoryDataRow<string, string> Row(JsonElement element)
    {
        var path = element.GetProperty("path").GetString()!;
        return new TheoryDataRow<string, string>(path, element.GetProperty("expect").GetString()!)
        {
            Skip = IsReadHere(path) ? null : $"{path} has no reader here.",
        };
    }

    private static bool IsReadHere(string path) =>
        Path.GetExtension(path) is ".safetensors" or ".bin" or ".pt"
        || path.EndsWith(".index.json", StringComparison.Ordinal)
        || path.EndsWith("/config.json", StringComparison.Ordinal);

    private static void Load(string file)
    {
        if (Path.GetFileName(file) == "config.json")
        {
            using var checkpoint = Checkpoint.Open(Path.GetDirectoryName(file)!);
            return;
        }

        var isIndex = file.EndsWith(".index.json", StringComparison.Ordinal);
        using var weights = isIndex ? ShardedWeights.Open(file) : StateDictionary.Open(file);
        foreach (var tensor in weights.Tensors.Values)
        {
            SafetensorsFileTests.Values(tensor);
        }
    }
}
