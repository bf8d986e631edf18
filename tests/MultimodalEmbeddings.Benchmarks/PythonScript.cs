using System.Diagnostics;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Starts a script of this folder with a Python that has PyTorch.</summary>
internal static class PythonScript
{
    private static readonly string Folder = Path.Combine(SharedData.RepositoryRoot(), "tests", "MultimodalEmbeddings.Benchmarks");

    private static readonly string[] Candidates = ["/usr/bin/python3", "python3", "python"];

    /// <param name="name">Of the script.</param>
    /// <param name="work">Its argument, a file.</param>
    /// <param name="threads">Of the library for products, whose threads set_num_threads does not reach.</param>
    /// <param name="wrapper">What the process is started by, such as taskset; may be empty.</param>
    /// <returns>Null where Python with PyTorch is absent.</returns>
    public static AnsweringProcess? Start(string name, string work, int threads, IReadOnlyList<string> wrapper) => Candidates
        .Select(python => AnsweringProcess.TryStart(Describe([.. wrapper, python, Path.Combine(Folder, name), work], threads)))
        .FirstOrDefault(process => process is not null);

    private static ProcessStartInfo Describe(string[] command, int threads)
    {
        var start = new ProcessStartInfo(command[0], command[1..]);
        start.Environment["OPENBLAS_NUM_THREADS"] = $"{threads}";
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE"; // the two kinds of threads do not wait busily for one another
        return start;
    }
}
