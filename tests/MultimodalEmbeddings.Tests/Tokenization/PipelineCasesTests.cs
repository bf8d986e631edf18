using System.Text;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>What Hugging Face's tokenizers make of short texts; make_pipeline_cases.js wrote the file.</summary>
[Trait(Category.Name, Category.Unit)]
public sealed class PipelineCasesTests
{
    private static readonly JsonPlace Cases = Read();

    public static IEnumerable<TheoryDataRow<int>> Normalizers() => Numbers("normalizers");

    public static IEnumerable<TheoryDataRow<int>> PreTokenizers() => Numbers("pre_tokenizers");

    [Theory]
    [MemberData(nameof(Normalizers))]
    public void A_normaliser_gives_what_the_original_gives(int number)
    {
        var item = Cases.Require("normalizers").Items().ElementAt(number);
        var normalizer = NormalizerJson.Read(item.Require("normalizer"))!;

        Assert.Equal(Strings(item.Require("results")), Strings(Cases.Require("texts")).Select(normalizer.Normalize));
    }

    [Theory]
    [MemberData(nameof(PreTokenizers))]
    public void A_splitter_gives_the_words_that_the_original_gives(int number)
    {
        var item = Cases.Require("pre_tokenizers").Items().ElementAt(number);
        var preTokenizer = PreTokenizerJson.Read(item.Require("pre_tokenizer"));

        Assert.Equal(
            item.Require("results").Items().Select(words => string.Join('|', Strings(words))),
            Strings(Cases.Require("texts")).Select(text => string.Join('|', Words(preTokenizer, text))));
    }

    private static IEnumerable<string> Words(PreTokenizerJson preTokenizer, string text)
    {
        var words = preTokenizer.Splitter!.Words(text);
        return preTokenizer.ByteLevel
            ? words.Select(word => string.Concat(Encoding.UTF8.GetBytes(word).Select(value => ByteSymbols.All[value])))
            : words;
    }

    private static IEnumerable<TheoryDataRow<int>> Numbers(string kind) =>
        Enumerable.Range(0, Cases.Require(kind).Items().Count()).Select(number => new TheoryDataRow<int>(number));

    private static string[] Strings(JsonPlace list) => [.. list.Items().Select(item => item.Text())];

    private static JsonPlace Read()
    {
        var path = Path.Combine(
            SharedFolder.RepositoryRoot, "tests", "MultimodalEmbeddings.Tests", "Tokenization", "pipeline-cases.json");
        return JsonPlace.Parse(path, File.ReadAllBytes(path));
    }
}
