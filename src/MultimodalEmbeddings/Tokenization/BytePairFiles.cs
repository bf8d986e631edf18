using System.Text;
using System.Text.Unicode;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>vocab.json and merges.txt, with what tokenizer_config.json says: the form of the first RoBERTa models.</summary>
internal static class BytePairFiles
{
    private static readonly string[] ClassNames = ["RobertaTokenizer", "LongformerTokenizer", "BartTokenizer"];

    public static TokenizerDefinition Read(TokenizerFileSet files)
    {
        var config = new SpecialTokenConfig(files);
        if (config.ClassName is { } name && !ClassNames.Contains(name))
        {
            throw new UnsupportedTokenizerException(
                files.PathOf(TokenizerFileSet.Config),
                $"'{name}' with vocab.json and merges.txt is not implemented; {string.Join(", ", ClassNames)} are.");
        }

        var path = files.PathOf(TokenizerFileSet.VocabularyJson);
        var vocabulary = JsonVocabulary.Read(JsonPlace.Parse(path, files.Bytes(TokenizerFileSet.VocabularyJson)));
        var special = new SpecialTokenReader(config, SpecialTokenFamily.Roberta);
        special.Check(path, vocabulary);
        return special.Complete(new TokenizerDefinition
        {
            Vocabulary = vocabulary,
            Model = new ByteLevelModel(path, vocabulary, ReadMerges(files, vocabulary)),
            Splitter = new ByteLevelSplitter { AddPrefixSpace = config.Option("add_prefix_space") ?? false },
        });
    }

    private static IReadOnlyList<string> ReadMerges(TokenizerFileSet files, IReadOnlyDictionary<string, int> vocabulary)
    {
        var path = files.PathOf(TokenizerFileSet.Merges);
        var bytes = files.Bytes(TokenizerFileSet.Merges);
        if (!Utf8.IsValid(bytes))
        {
            throw new TokenizerException(path, "The file is not UTF-8; expected one merge per line. Fetch the file anew.");
        }

        var merges = new MergeList(path, vocabulary);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n').Select(line => line.TrimEnd('\r'));
        foreach (var line in lines.Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal)))
        {
            merges.Add(line);
        }

        return merges.InOrder;
    }
}
