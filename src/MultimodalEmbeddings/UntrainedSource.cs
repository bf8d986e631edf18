using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings;

/// <summary>An encoder with random weights and a WordPiece vocabulary.</summary>
internal sealed class UntrainedSource(EncoderConfiguration configuration, IReadOnlyList<string> vocabulary, int seed)
    : IEncoderSource
{
    public (SentenceModel Model, ITextTokenizer Tokenizer, StoredOptions Stored) Open()
    {
        configuration.Validate();
        if (configuration.ModelType != "bert")
        {
            throw new ArgumentException(
                $"A vocabulary of words makes a \"bert\" encoder; \"{configuration.ModelType}\" needs byte-level merges or " +
                "other tokenizer files: load it from a directory.");
        }

        if (vocabulary.Count != configuration.VocabularySize)
        {
            throw new ArgumentException(
                $"The configuration's vocabulary has {configuration.VocabularySize} entries, the one given {vocabulary.Count}.");
        }

        NativeBackend.EnsureLoaded();
        using var drawn = EncoderWeights.Draw(configuration, seed);
        var model = new InferenceSentenceModel(new ModuleWeights(drawn), []);
        return (model, WordPieceTokenizer.FromVocabulary(vocabulary), new StoredOptions());
    }

    public Exception Unfit(string faults) => new ArgumentException(faults);
}
