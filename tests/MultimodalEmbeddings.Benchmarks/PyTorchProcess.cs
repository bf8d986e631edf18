using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>training_step.py in a process of its own: the same batches, a model of the same sizes.</summary>
internal sealed class PyTorchProcess : IDisposable
{
    private static readonly string Script = Path.Combine(
        SharedData.RepositoryRoot(), "tests", "MultimodalEmbeddings.Benchmarks", "training_step.py");

    private readonly Process _process;
    private readonly string _work;

    private PyTorchProcess(Process process, string work, string version) => (_process, _work, Version) = (process, work, version);

    /// <summary>Of PyTorch, with its library for products.</summary>
    public string Version { get; }

    /// <summary>In MiB, since the process began.</summary>
    public double Peak { get; private set; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <returns>Null where Python with PyTorch is absent.</returns>
    public static PyTorchProcess? Start(EncoderConfiguration sizes, ContrastiveBatch[] batches, int threads)
    {
        var work = Path.GetTempFileName();
        File.WriteAllText(work, Describe(sizes, batches, threads));
        string[] candidates = ["/usr/bin/python3", "python3", "python"];
        foreach (var python in candidates)
        {
            if (TryStart(python, work, threads) is { } process)
            {
                if (process.StandardOutput.ReadLine() is { } version)
                {
                    return new PyTorchProcess(process, work, version);
                }

                process.Dispose(); // it ended: no PyTorch there
            }
        }

        File.Delete(work);
        return null;
    }

    public void Step(string precision)
    {
        _process.StandardInput.WriteLine(precision);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new IOException("training_step.py ended before its time.");
        Peak = double.Parse(answer.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_work);
    }

    private static Process? TryStart(string python, string work, int threads)
    {
        var start = new ProcessStartInfo(python, [Script, work])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OPENBLAS_NUM_THREADS"] = $"{threads}"; // has threads of its own, which set_num_threads does not reach
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE"; // the two kinds of threads do not wait busily for one another
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null; // no such program
        }
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
