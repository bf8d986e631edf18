using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
[Collection(MeasuresMemory.Name)]
public class RetrievalMemoryTests
{
    [Fact]
    public void Similarities_are_never_in_memory_all_at_once()
    {
        const int Texts = 20_000, Images = 4_000;
        var texts = new FeatureMatrix(new float[Texts], Texts, 1);
        var images = new FeatureMatrix(new float[Images], Images, 1);
        var evaluator = new RetrievalEvaluator(images, [.. Enumerable.Range(0, Texts).Select(text => text / 5)]);

        // The whole matrix would be 320 MB.
        Assert.InRange(MeasuresMemory.Of(() => evaluator.Evaluate(texts)), 0, 64_000_000);
    }
}
