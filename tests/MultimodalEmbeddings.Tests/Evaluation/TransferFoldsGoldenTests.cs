using System.Globalization;
using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>The order of the samples and the folds that scikit-learn drew: transfer_folds.safetensors.</summary>
[Trait(Category.Name, Category.Real)]
public class TransferFoldsGoldenTests
{
    private const string FileName = "transfer_folds.safetensors";
    private const byte None = 255;

    public static IEnumerable<TheoryDataRow<string>> Tasks => Names(name => name.EndsWith(".order", StringComparison.Ordinal));

    public static IEnumerable<TheoryDataRow<string>> Folds => Names(name => name.EndsWith(".outer", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Samples_are_in_the_references_order(string tensor)
    {
        var name = tensor.Split('.')[0];
        using var golden = Open();
        var samples = Train(name);
        var order = TransferSentences.Order(samples);

        Assert.Equal(MemoryMarshal.Cast<byte, int>(golden.Tensors[tensor].ToBytes()).ToArray(), order);
        Assert.Equal(golden.Tensors[$"{name}.labels"].ToBytes(), order.Select(i => (byte)samples[i].Label));
    }

    [Theory]
    [MemberData(nameof(Folds))]
    public void Samples_are_in_the_references_folds(string tensor)
    {
        var parts = tensor.Split('.');   // task, k and the number of folds, outer
        var count = int.Parse(parts[1].AsSpan(1), CultureInfo.InvariantCulture);
        using var golden = Open();
        var labels = golden.Tensors[$"{parts[0]}.labels"].ToBytes().Select(label => (int)label).ToArray();
        var folds = FoldAssignment.Stratified(labels, count, Seed());

        Assert.Equal(golden.Tensors[tensor].ToBytes(), folds.Select(fold => (byte)fold));
        if (golden.Tensors.TryGetValue($"{parts[0]}.{parts[1]}.inner", out var inner))
        {
            CompareInner(inner.ToBytes(), labels, folds, count);
        }
    }

    private static void CompareInner(ReadOnlySpan<byte> golden, int[] labels, int[] folds, int count)
    {
        for (var fold = 0; fold < count; fold++)
        {
            int[] left = [.. Enumerable.Range(0, labels.Length).Where(i => folds[i] != fold)];
            var inner = FoldAssignment.Stratified([.. left.Select(i => labels[i])], count, Seed());
            var actual = Enumerable.Repeat(None, labels.Length).ToArray();
            for (var i = 0; i < left.Length; i++)
            {
                actual[left[i]] = (byte)inner[i];
            }

            Assert.Equal(golden.Slice(fold * labels.Length, labels.Length).ToArray(), actual);
        }
    }

    private static IReadOnlyList<TransferSample> Train(string name) =>
        TransferSuite.Load(SharedFolder.RequireShared("data/transfer"), name).Tasks[0].Train;

    private static int Seed() => EvaluationReference.Read("transfer_results.json").GetProperty("seed").GetInt32();

    private static SafetensorsFile Open() => SafetensorsFile.Open(SharedFolder.RequireReference($"evaluation/{FileName}"));

    private static IEnumerable<TheoryDataRow<string>> Names(Func<string, bool> isWanted) =>
        EvaluationReference.Rows(FileName, () =>
        {
            using var file = Open();
            return file.Tensors.Keys.Where(isWanted).ToArray();
        });
}
