using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>The software and the machine of a run.</summary>
internal sealed record TrainingReportVersions
{
    public required string Library { get; init; }

    public required string TorchSharp { get; init; }

    public required string Torch { get; init; }

    public required string Framework { get; init; }

    /// <summary>Operating system, processor architecture, cores and libtorch's threads.</summary>
    public required string Machine { get; init; }

    /// <summary>Needs libtorch, as every trained encoder does.</summary>
    public static TrainingReportVersions Current() => new()
    {
        Library = Of(typeof(SentenceEncoder).Assembly),
        TorchSharp = Of(typeof(Tensor).Assembly),
        Torch = __version__,
        Framework = RuntimeInformation.FrameworkDescription,
        Machine = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, "
            + $"{Environment.ProcessorCount} cores, libtorch threads: {get_num_threads()}",
    };

    // Behind the + stands the commit.
    private static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
