using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>Files of sentence pairs with scores.</summary>
internal static class EvaluationKinds
{
    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        Of("sts-benchmark.csv", () => [Seed.Of("generated", "sts-benchmark.csv", TinyTasks.Benchmark)],
            folder => StsTask.LoadBenchmark(Path.Combine(folder, "sts-benchmark.csv"))),
        Of("sick.txt", () => [Seed.Of("generated", "sick.txt", TinyTasks.Sick)],
            folder => ColumnFile.Sick.Read(Path.Combine(folder, "sick.txt"))),
        Of("semeval", () => [new Seed("generated", TinyTasks.SemEval, [.. TinyTasks.SemEval.Keys])],
            folder => SemEvalFiles.In(folder, "it").Read()),
    ];

    private static FuzzKind Of(string name, Func<IEnumerable<Seed>> seeds, Action<string> read) =>
        new(name, seeds) { Read = read, Refusals = [typeof(StsFormatException), typeof(FileNotFoundException)], Share = 5 };
}
