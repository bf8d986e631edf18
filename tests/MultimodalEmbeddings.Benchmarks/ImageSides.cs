using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>
/// The two processes that measure the same images with the same weights, each on as many cores as it has threads.
/// </summary>
internal sealed class ImageSides : IDisposable
{
    private const string Pin = "/usr/bin/taskset";

    private static readonly string[] Ways = ["eager", "frozen"];

    private readonly string _work = Path.GetTempFileName();
    private readonly AnsweringProcess _ours;
    private readonly AnsweringProcess? _python;

    public ImageSides(ImageWork work)
    {
        work.Write(_work);
        string[] wrapper = File.Exists(Pin) ? [Pin, "-c", $"0-{work.Threads - 1}"] : [];
        string[] command = [.. wrapper, Environment.ProcessPath!, "images-one", "--work", _work];
        _ours = AnsweringProcess.TryStart(new ProcessStartInfo(command[0], command[1..]))
            ?? throw new IOException($"{string.Join(' ', command)} ended before it was ready.");
        _python = PythonScript.Start("images.py", _work, work.Threads, wrapper);
    }

    /// <summary>Of PyTorch and Pillow.</summary>
    public string Versions => _python is { } python ? $"PyTorch {python.Greeting}" : "PyTorch: absent, skipped";

    /// <summary>Whether Python can decode images.</summary>
    public bool HasPillow => _python?.Greeting.Contains("no Pillow", StringComparison.Ordinal) == false;

    /// <summary>In MiB, of our process, for as long as it ran.</summary>
    public double Peak { get; private set; }

    /// <returns>Our way first, then those of PyTorch that can do it.</returns>
    public IReadOnlyList<Variant> Variants(string what, string set = "") => what switch
    {
        "prepare" => [Ours($"prepare\t{set}"), .. HasPillow ? [Theirs("Pillow", $"prepare\t{set}")] : Array.Empty<Variant>()],
        "network" => [Ours("network\tours"), .. _python is null ? [] : Both("network", "")],
        _ => [Ours($"together\tours\t{set}"), .. HasPillow ? Both("together", $"\t{set}") : []],
    };

    /// <returns>The largest difference of a feature, in parts of the largest feature; NaN where one is no number.</returns>
    public double Difference(string set)
    {
        var ours = Features(_ours, "ours", set);
        return Ways.Select(way => Features(_python!, way, set)).Max(theirs =>
            ours.Length != theirs.Length
                ? double.NaN
                : ours.Zip(theirs, (x, y) => (double)MathF.Abs(x - y)).Aggregate(0.0, Math.Max) / theirs.Max(MathF.Abs));
    }

    /// <returns>Thousands of millions of multiplications and additions a second that the machine does at most.</returns>
    public double Product() => double.Parse(_ours.Ask("product"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _python?.Dispose();
        _ours.Dispose();
        File.Delete(_work);
    }

    private Variant Ours(string command) =>
        new("ours", () => Peak = double.Parse(_ours.Ask(command), CultureInfo.InvariantCulture))
        {
            ProcessorTime = () => _ours.ProcessorTime,
        };

    private Variant[] Both(string what, string set) =>
        [.. Ways.Select(way => Theirs($"PyTorch, {way}", $"{what}\t{way}{set}"))];

    private Variant Theirs(string name, string command) => new(name, () => _python!.Ask(command))
    {
        ProcessorTime = () => _python!.ProcessorTime,
    };

    private static float[] Features(AnsweringProcess process, string way, string set)
    {
        var path = Path.GetTempFileName();
        process.Ask($"features\t{way}\t{set}\t{path}");
        var features = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
        File.Delete(path);
        return features;
    }
}
