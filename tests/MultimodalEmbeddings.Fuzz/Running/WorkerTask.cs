using System.Globalization;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>The inputs of a worker, as its command line says them.</summary>
/// <param name="Folder">The worker's own; its board lies beside it.</param>
/// <param name="First">The first input.</param>
/// <param name="End">The inputs end below this.</param>
/// <param name="Stride">From one of its inputs to the next: the number of workers.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Kinds">The run's kinds, or null for all.</param>
internal sealed record WorkerTask(string Folder, long First, long End, int Stride, long Seed, string? Kinds)
{
    /// <summary>The command that makes the program a worker.</summary>
    public const string Command = "worker";

    public string Board => Folder + ".board";

    public string[] ToArguments() =>
        [Command, Folder, Text(First), Text(End), Text(Stride), Text(Seed), .. Kinds is null ? Array.Empty<string>() : [Kinds]];

    public static WorkerTask Parse(string[] arguments) => new(
        arguments[1],
        Number(arguments[2]),
        Number(arguments[3]),
        (int)Number(arguments[4]),
        Number(arguments[5]),
        arguments.ElementAtOrDefault(6));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
