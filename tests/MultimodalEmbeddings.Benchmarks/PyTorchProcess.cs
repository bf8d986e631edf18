using System.Globalization;
using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>training_step.py in a process of its own: the same batches, a model of the same sizes.</summary>
internal sealed class PyTorchProcess : IDisposable
{
    private readonly AnsweringProcess _process;
    private readonly string _work;

    private PyTorchProcess(AnsweringProcess process, string work) => (_process, _work) = (process, work);

    /// <summary>Of PyTorch, with its library for products.</summary>
    public string Version => _process.Greeting;

    /// <summary>In MiB, since the process began.</summary>
    public double Peak { get; private set; }

    public TimeSpan ProcessorTime => _process.ProcessorTime;

    /// <returns>Null where Python with PyTorch is absent.</returns>
    public static PyTorchProcess? Start(EncoderConfiguration sizes, ContrastiveBatch[] batches, int threads)
    {
        var work = Path.GetTempFileName();
        File.WriteAllText(work, Describe(sizes, batches, threads));
        if (PythonScript.Start("training_step.py", work, threads, []) is { } process)
        {
            return new PyTorchProcess(process, work);
        }

        File.Delete(work);
        return null;
    }

    public void Step(string precision) =>
        Peak = double.Parse(_process.Ask(precision).Split(' ')[2], CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.Dispose();
        File.Delete(_work);
    }

    private static string Describe(EncoderConfiguration sizes, ContrastiveBatch[] batches, int threads) =>
        JsonSerializer.Serialize(new
        {
            threads,
            sizes = new
            {
                hidden = sizes.HiddenSize,
                heads = sizes.Heads,
                intermediate = sizes.IntermediateSize,
                layers = sizes.Layers,
                vocabulary = sizes.VocabularySize,
                positions = sizes.MaximumPositions,
            },
            batches = batches.Select(batch => batch.TokenIds),
        });
}
