using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

[Trait(Category.Name, Category.Unit)]
[Collection(MeasuresMemory.Name)]
public class EmbeddingIndexMemoryTests
{
    [Fact]
    public void A_search_needs_little_more_memory_than_its_results()
    {
        const int Entries = 40_000, Queries = 2_000;
        var index = EmbeddingIndex.Of(new FeatureMatrix(new float[Entries], Entries, 1));
        var queries = new FeatureMatrix(new float[Queries], Queries, 1);

        // All cosines would be 320 MB.
        Assert.InRange(MeasuresMemory.Of(() => index.Nearest(queries, count: 10)), 0, 64_000_000);
    }
}
