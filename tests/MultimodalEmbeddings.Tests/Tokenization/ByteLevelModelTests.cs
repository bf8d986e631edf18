using System.Diagnostics;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class ByteLevelModelTests
{
    private static readonly string[] Parts =
        ["dog", " dog", " do", "run", "r", "u", "n", "d", "g", "s", "'", "\u00E9", "\U0001F600", "\n", "\u0120", ".", "</w>"];

    private static readonly ByteLevelModel Model =
        new("vocab.json", SmallTokenizers.RobertaVocabulary(), SmallTokenizers.RobertaMerges);

    private static readonly ByteLevelModel Clip =
        new("vocab.json", SmallClip.Vocabulary(), SmallClip.Merges, SmallClip.EndOfWord);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_library_and_the_long_word_path_give_the_same_ids(bool marksEnd)
    {
        var model = marksEnd ? Clip : Model;
        var random = new Random(9);
        for (var round = 0; round < 3000; round++)
        {
            var word = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Parts[random.Next(Parts.Length)]));
            var (library, own) = (new List<int>(), new List<int>());

            model.Encode(word, library);
            model.EncodeLong(word, own);

            Assert.Equal(own, library);
        }
    }

    [Fact]
    public void Many_threads_get_the_ids_that_one_gets()
    {
        using var folder = SmallTokenizers.Roberta();
        var tokenizer = TokenizerFiles.Load(folder.FullName);
        var random = new Random(17);
        var texts = Enumerable.Range(0, 2000).Select(_ => string.Concat(random.GetItems(Parts, 20))).ToArray();
        var alone = Array.ConvertAll(texts, text => tokenizer.Encode(text));

        var together = new int[texts.Length][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        Parallel.For(0, texts.Length, options, i => together[i] = tokenizer.Encode(texts[i]));

        Assert.Equal(alone, together);
    }

    [Fact]
    public void A_long_word_takes_no_quadratic_time()
    {
        var ids = new List<int>();
        var clock = Stopwatch.StartNew();

        Model.Encode(string.Concat(Enumerable.Repeat("dog", 300_000)), ids);

        Assert.Equal(300_000, ids.Count);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));   // the library alone takes minutes
    }

    [Theory]
    [InlineData(ByteLevelModel.LongestLibraryWord)]
    [InlineData(ByteLevelModel.LongestLibraryWord + 1)]
    public void Only_the_last_byte_of_a_word_of_any_length_ends_it(int length)
    {
        var ids = new List<int>();

        Clip.Encode(new string('x', length), ids);

        Assert.Equal([.. Enumerable.Repeat((int)'x', length - 1), SmallClip.LastByte + 'x'], ids);
    }

    [Fact]
    public void A_vocabulary_without_a_byte_symbol_is_refused_by_name()
    {
        var vocabulary = SmallTokenizers.RobertaVocabulary();
        vocabulary.Remove("\u0120");

        var error = Assert.Throws<UnsupportedTokenizerException>(() => new ByteLevelModel("vocab.json", vocabulary, []));

        Assert.Equal("vocab.json", error.FilePath);
        Assert.Contains("lacks 1 of the 256 byte symbols, such as '\u0120'.", error.Message, StringComparison.Ordinal);
    }
}
