using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using MultimodalEmbeddings.Runtime;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>Loads libtorch.</summary>
    public static void Prepare() => NativeBackend.EnsureLoaded();

    public static string Describe() =>
        $"""
        {Processor()}, {Environment.ProcessorCount} cores, {Simd()}
        {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}
        TorchSharp {TorchSharpVersion()}, libtorch {__version__}, {get_num_threads()} threads unless a table says otherwise
        {(IsOptimized() ? "" : "A Debug build: the numbers mean little. Run with -c Release.\n")}
        """;

    private static string Processor()
    {
        const string Key = "model name";
        var line = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Simd()
    {
        (bool Present, string Name)[] sets =
        [
            (Avx512F.IsSupported, "AVX-512"),
            (Avx512Vbmi.IsSupported, "AVX-512 VBMI"),
            (AvxVnni.IsSupported, "AVX-VNNI"),
            (Avx2.IsSupported, "AVX2"),
            (Fma.IsSupported, "FMA"),
            (AdvSimd.IsSupported, "AdvSIMD"),
        ];
        return string.Join(' ', sets.Where(set => set.Present).Select(set => set.Name).DefaultIfEmpty("no SIMD"));
    }

    private static string TorchSharpVersion()
    {
        var version = typeof(Tensor).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        return version?.InformationalVersion.Split('+')[0] ?? "unknown";
    }

    private static bool IsOptimized() =>
        typeof(SentenceEncoder).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled != true;
}
