using System.Globalization;
using System.Text;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class LargeVocabularyTests
{
    private const int Count = 250_000;

    [Fact]
    public void Loading_a_large_vocabulary_allocates_a_few_times_its_file()
    {
        using var folder = SmallTokenizers.Folder(("tokenizer.json", Json()));
        var length = new FileInfo(folder.File("tokenizer.json")).Length;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var tokenizer = TokenizerFiles.Load(folder.FullName);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Count, tokenizer.VocabularySize);
        Assert.True(allocated < 14 * length, $"{allocated} bytes for a file of {length}");
    }

    /// <summary>Pieces of 2 to 11 letters, with scores in the digits that real files have.</summary>
    private static string Json()
    {
        var random = new Random(5);
        var json = new StringBuilder("""{"model": {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0.0]""");
        for (var id = 1; id < Count; id++)
        {
            var letters = Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)('a' + random.Next(26)));
            var score = -5 - 10 * random.NextDouble();
            json.Append(CultureInfo.InvariantCulture, $",[\"{string.Concat(letters)}{id % 1000}\", {score}]");
        }

        return json.Append("]}}").ToString();
    }
}
