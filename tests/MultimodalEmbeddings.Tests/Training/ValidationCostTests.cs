using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>The reference encodes training and test pairs at every validation too.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class ValidationCostTests
{
    private const int MaximumTokens = 11; // of training alone, so that its calls are told from validation's

    private static readonly StsTask Task = new(
        "tiny", [new("a cat", "the cat", 5), new("a cat", "a dog", 3), new("red grass", "bird sings", 0)]);

    [Fact]
    public void A_validation_encodes_each_sentence_of_its_pairs_once_and_nothing_else()
    {
        var tokenizer = new CountingTokenizer(WordPieceTokenizer.FromVocabulary(Tiny.Vocabulary));
        using var model = Tiny.Encoder();
        using var encoder = new SentenceEncoder(model.ToModules(), tokenizer, model.Options);
        string[] sentences = Tiny.Sentences(24);

        var history = MultimodalContrastiveTrainer.For(encoder).AddSentences(sentences)
            .WithOptions(new TrainingOptions { Epochs = 2, BatchSize = 4, MaximumTokens = MaximumTokens })
            .WithValidation(Task, everySteps: 5).Build().Train().History;

        var validations = history.Count(step => step.Score is not null);
        var validated = tokenizer.Encoded.Where(call => call.MaximumTokens != MaximumTokens).CountBy(call => call.Text).ToDictionary();
        Assert.Equal(3, validations); // steps 5, 10 and 12
        Assert.Equal(["a cat", "a dog", "bird sings", "red grass", "the cat"], validated.Keys.Order(StringComparer.Ordinal));
        Assert.All(validated.Values, count => Assert.Equal(validations, count));
        Assert.Equal(2 * sentences.Length, tokenizer.Encoded.Count(call => call.MaximumTokens == MaximumTokens));
    }
}
