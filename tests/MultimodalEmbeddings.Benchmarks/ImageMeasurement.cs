using System.Diagnostics;
using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Our side of the images benchmark, in a process of its own: does what lines of standard input say.</summary>
internal sealed class ImageMeasurement : IDisposable
{
    private const int Side = 224;

    private readonly ImageWork _work;
    private readonly ImageEncoder _encoder;
    private readonly ImageNetwork _network;
    private readonly Tensor _example;
    private readonly SkiaImageDecoder _decoder = new();

    private ImageMeasurement(ImageWork work)
    {
        _work = work;
        _encoder = ImageEncoder.From(work.Weights).WithBatchSize(work.Batch).Build();
        using var weights = StateDictionary.Open(work.Weights);
        _network = ImageArchitectures.Load(weights);
        _example = randn(work.Batch, 3, Side, Side);
    }

    /// <summary>
    /// Reads commands until there are no more, and answers each with the peak memory in MiB or what was measured.
    /// </summary>
    /// <param name="path">An <see cref="ImageWork"/>.</param>
    public static void Answer(string path)
    {
        var work = ImageWork.Read(path);
        set_num_threads(work.Threads);
        using var measurement = new ImageMeasurement(work);
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            Console.WriteLine(FormattableString.Invariant($"{measurement.Do(line.Split('\t'))}"));
        }
    }

    public void Dispose()
    {
        _example.Dispose();
        _network.Dispose();
        _encoder.Dispose();
    }

    private double Do(string[] command)
    {
        switch (command)
        {
            case ["prepare", var set]:
                Prepare(_work.Sets[set]);
                break;
            case ["network", _]:
                Network();
                break;
            case ["together", _, var set]:
                _encoder.Encode(_work.Sets[set]);
                break;
            case ["features", _, var set, var path]:
                File.WriteAllBytes(path, MemoryMarshal.AsBytes(_encoder.Encode(_work.Sets[set]).ToArray().AsSpan()));
                break;
            default:
                return Product();
        }

        return ProcessMemory.PeakMebibytes();
    }

    private void Prepare(string[] paths)
    {
        using var images = new PreparedImages(
            paths, path => ImagePreprocessing.ImageNet.Apply(ImageFile.Decode(_decoder, path)), _work.Batch, default);
        foreach (var _ in paths)
        {
            images.Next();
        }
    }

    private void Network()
    {
        for (var done = 0; done < _work.Images; done += _work.Batch)
        {
            _network.forward(_example).Dispose();
        }
    }

    /// <returns>Thousands of millions of multiplications and additions a second in a product of large matrices.</returns>
    private static double Product()
    {
        const int Size = 1536, Times = 8;
        using var scope = NewDisposeScope();
        var (first, second) = (randn(Size, Size), randn(Size, Size));
        first.mm(second);
        var seconds = Enumerable.Range(0, Times).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            first.mm(second);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
        return Math.Pow(Size, 3) / seconds / 1e9;
    }
}
